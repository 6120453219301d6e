package import Autograd
package import Foundation
package import Layers
package import Tensors

/// A Llama (Touvron et al. 2023): norms before, rotary positions, SwiGLU, grouped queries.
package struct Llama: LanguageModel {
  /// The shape.
  package let configuration: LlamaConfiguration
  package let backend: any Backend
  package let outputWeight: Parameter
  private let embedding: Parameter
  private var blocks: [LlamaBlock]
  private let norm: Parameter
  private let rotary: GrowingRotaryTable

  /// Reads or makes the weights under their checkpoint names.
  package init(_ configuration: LlamaConfiguration, _ weights: Weights) throws {
    let (c, model) = (configuration, weights["model"])
    self.configuration = c
    backend = weights.backend
    embedding = try model["embed_tokens"].parameter(
      "weight", shape: [c.vocabularySize, c.hiddenSize],
      initial: .normal(deviation: c.initialDeviation))
    blocks = try (0..<c.layers).map { try LlamaBlock(model["layers"]["\($0)"], c) }
    norm = try model["norm"].parameter("weight", shape: [c.hiddenSize], initial: .constant(1))
    outputWeight =
      c.tiesEmbeddings
      ? embedding
      : try weights["lm_head"].parameter(
        "weight", shape: [c.vocabularySize, c.hiddenSize],
        initial: .normal(deviation: c.initialDeviation))
    rotary = GrowingRotaryTable(
      c.rotary, headDimension: c.headDimension, contextLength: c.contextLength, on: weights.backend)
  }

  package var vocabularySize: Int { configuration.vocabularySize }
  package var hiddenSize: Int { configuration.hiddenSize }
  package var contextLength: Int { configuration.contextLength }

  package var parameters: [Parameter] {
    [embedding] + blocks.flatMap(\.parameters) + [norm]
      + (configuration.tiesEmbeddings ? [] : [outputWeight])
  }

  package func hidden(_ batch: PackedBatch, rows wanted: [Int32], on tape: Tape?) -> Variable {
    let rows = forwardRows(batch.positions, batch.spans)
    let wanted = backend.indices(wanted)
    var x = embedding.embedding(backend.indices(batch.tokens), on: tape)
    for (layer, block) in blocks.enumerated() {
      let wanted = layer == blocks.count - 1 ? wanted : nil
      x = x.recomputed(parameters: block.parameters) { block($0, rows, wanted: wanted) }
    }
    if blocks.isEmpty { x = x.rows(wanted) }
    return x.rmsNorm(norm, epsilon: configuration.epsilon)
  }

  package func makeCache(sequences: Int, capacity: Int) -> KeyValueCache {
    KeyValueCache(
      layers: configuration.layers, sequences: sequences, capacity: capacity,
      width: configuration.keyValueHeads * configuration.headDimension, backend: backend)
  }

  package func hidden(_ step: CachedStep, cache: KeyValueCache) -> Tensor {
    let rows = forwardRows(step.positions, step.spans)
    let cacheRows = backend.indices(step.cacheRows)
    var x = embedding.embedding(backend.indices(step.tokens), on: nil)
    for (layer, block) in blocks.enumerated() {
      x = block(x, rows) { key, value in
        backend.scatterRows(key.value, cacheRows, to: cache.keys[layer])
        backend.scatterRows(value.value, cacheRows, to: cache.values[layer])
        return (Variable(cache.keys[layer]), Variable(cache.values[layer]))
      }
    }
    return x.rmsNorm(norm, epsilon: configuration.epsilon).value
  }

  /// Makes what every block needs to know of the rows, once a step.
  private func forwardRows(_ positions: [Int32], _ spans: [AttentionSpan]) -> ForwardRows {
    ForwardRows(
      positions: backend.indices(positions), spans: backend.spans(spans),
      table: rotary.covering(positions))
  }

  package var linearLayers: [Linear] { blocks.flatMap(\.linearLayers) }

  package func adapted(by factors: [String: LowRankFactors]) throws -> Llama {
    let paths = Set(linearLayers.map(\.path))
    if let unknown = factors.keys.sorted().first(where: { !paths.contains($0) }) {
      throw AdapterError.noLayer(path: unknown, example: linearLayers.first?.path)
    }
    var model = self
    model.blocks = try blocks.map { try $0.adapted(by: factors) }
    for weight in weights { weight.freeze() }
    return model
  }

  /// The parameters without the factors of adapters.
  private var weights: [Parameter] {
    let factors = linearLayers.compactMap(\.adapter).flatMap { [$0.inner, $0.outer] }
    return parameters.filter { parameter in !factors.contains { $0 === parameter } }
  }

  package func write(to folder: URL, scalarHead: Parameter?) throws {
    try LlamaWriter(model: self, scalarHead: scalarHead).write(to: folder)
  }
}
