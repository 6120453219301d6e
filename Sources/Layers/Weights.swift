package import Autograd
package import Tensors

/// A source of parameters: a checkpoint, or random initialisation.
package protocol WeightSource: AnyObject {
  /// The device that will hold the weights.
  var backend: any Backend { get }
  /// Returns the parameter with a checkpoint name and shape, or throws if there is none.
  func parameter(_ name: String, shape: [Int], initial: InitialWeight) throws -> Parameter
}

/// The initialisation of a weight.
package enum InitialWeight: Sendable, Hashable {
  /// A constant.
  case constant(Float)
  /// A normal distribution with mean 0 and the given standard deviation.
  case normal(deviation: Float)
  /// A uniform distribution between −bound and bound.
  case uniform(bound: Float)
}

/// A weight source at a path; the path of construction is the checkpoint name.
package struct Weights {
  private let source: any WeightSource
  private let path: String

  /// Creates the root of a source.
  package init(_ source: any WeightSource) {
    self.init(source, path: "")
  }

  private init(_ source: any WeightSource, path: String) {
    self.source = source
    self.path = path
  }

  /// The device that holds the weights.
  package var backend: any Backend { source.backend }

  /// The name of the place, such as `model.layers.0.self_attn.q_proj`; empty at the root.
  package var name: String { String(path.dropLast()) }

  /// Returns the weights below a name.
  package subscript(name: String) -> Weights { Weights(source, path: path + name + ".") }

  /// Returns the parameter of a name below this path.
  package func parameter(
    _ name: String, shape: [Int], initial: InitialWeight
  ) throws -> Parameter {
    try source.parameter(path + name, shape: shape, initial: initial)
  }
}
