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
  private let blocks: [LlamaBlock]
  private let norm: Parameter
  private let rotary: GrowingRotaryTable

  /// Reads or makes the weights under their checkpoint names.
  package init(_ configuration: LlamaConfiguration, _ weights: Weights) throws {
    let (c, model) = (configuration, weights["model"])
    self.configuration = c
    backend = weights.backend
    embedding = try model["embed_tokens"].parameter(
      "weight", shape: [c.vocabularySize, c.width],
      initial: .normal(deviation: c.initialDeviation))
    blocks = try (0..<c.layers).map { try LlamaBlock(model["layers"]["\($0)"], c) }
    norm = try model["norm"].parameter("weight", shape: [c.width], initial: .constant(1))
    outputWeight =
      c.tiesEmbeddings
      ? embedding
      : try weights["lm_head"].parameter(
        "weight", shape: [c.vocabularySize, c.width],
        initial: .normal(deviation: c.initialDeviation))
    rotary = GrowingRotaryTable(
      c.rotary, head: c.head, contextLength: c.contextLength, on: weights.backend)
  }

  package var vocabularySize: Int { configuration.vocabularySize }
  package var width: Int { configuration.width }
  package var contextLength: Int { configuration.contextLength }

  package var parameters: [Parameter] {
    [embedding] + blocks.flatMap(\.parameters) + [norm]
      + (configuration.tiesEmbeddings ? [] : [outputWeight])
  }

  package func hidden(_ batch: PackedBatch, rows wanted: [Int32], on tape: Tape?) -> Variable {
    let rows = ForwardRows(
      positions: batch.positions, spans: batch.spans, table: rotary.covering(batch.positions))
    var x = embedding.embedding(batch.tokens, on: tape)
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
      width: configuration.keyHeads * configuration.head, backend: backend)
  }

  package func hidden(_ step: CachedStep, cache: KeyValueCache) -> Tensor {
    let rows = ForwardRows(
      positions: step.positions, spans: step.spans, table: rotary.covering(step.positions))
    var x = embedding.embedding(step.tokens, on: nil)
    for (layer, block) in blocks.enumerated() {
      x = block(x, rows) { key, value in
        backend.scatterRows(key.value, step.cacheRows, to: cache.keys[layer])
        backend.scatterRows(value.value, step.cacheRows, to: cache.values[layer])
        return (Variable(cache.keys[layer]), Variable(cache.values[layer]))
      }
    }
    return x.rmsNorm(norm, epsilon: configuration.epsilon).value
  }

  package func write(to folder: URL, scalarHead: Parameter?) throws {
    try LlamaWriter(model: self, scalarHead: scalarHead).write(to: folder)
  }
}
