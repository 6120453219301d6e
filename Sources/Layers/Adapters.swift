package import Autograd
import Tensors

extension LowRankFactors {
  /// Reads the factors of a layer, or initialises them: A uniform in ±1/√I, B zero (as PEFT does).
  ///
  /// - Parameter weights: the source at the layer's path; α / R is what the product is scaled by.
  package init(_ weights: Weights, of layer: Linear, rank: Int, alpha: Float) throws {
    let bound = 1 / Float(layer.inputWidth).squareRoot()
    self.init(
      inner: try weights.parameter(
        "lora_A.weight", shape: [rank, layer.inputWidth], initial: .uniform(bound: bound)),
      outer: try weights.parameter(
        "lora_B.weight", shape: [layer.outputWidth, rank], initial: .constant(0)),
      scale: alpha / Float(rank))
  }

  /// The input and output widths of the factors.
  var shape: (input: Int, output: Int) { (inner.value.width, outer.value.rows) }
}

extension LanguageModel {
  /// Returns new or stored factors for some of the linear layers, by path.
  ///
  /// - Parameter source: where the factors come from, under `PATH.lora_A.weight` and so on.
  package func lowRankFactors(
    at paths: [String], rank: Int, alpha: Float, from source: any WeightSource
  ) throws -> [String: LowRankFactors] {
    let layers = Dictionary(uniqueKeysWithValues: linearLayers.map { ($0.path, $0) })
    return try Dictionary(
      uniqueKeysWithValues: paths.map { path in
        guard let layer = layers[path] else {
          throw AdapterError.noLayer(path: path, example: linearLayers.first?.path)
        }
        let weights = Weights(source)[path]
        return (path, try LowRankFactors(weights, of: layer, rank: rank, alpha: alpha))
      })
  }
}

/// Adapter factors that do not fit their model.
package enum AdapterError: Error, Equatable, CustomStringConvertible {
  /// A path that no linear layer has.
  case noLayer(path: String, example: String?)
  /// Factors of another shape than the layer's.
  case shape(path: String, found: (input: Int, output: Int), expected: (input: Int, output: Int))

  package var description: String {
    switch self {
    case .noLayer(let path, let example):
      "The model has no linear layer \(path) to adapt"
        + (example.map { "; its layers are named like \($0)." } ?? "; it has none at all.")
    case .shape(let path, let found, let expected):
      "The adapter of \(path) maps \(found.input) numbers to \(found.output), but the layer maps "
        + "\(expected.input) to \(expected.output); it was made for another model."
    }
  }

  package static func == (a: AdapterError, b: AdapterError) -> Bool {
    a.description == b.description
  }
}
