import Autograd
import CPUBackend
import Foundation
import Layers
import Llama
import Objectives
import Randomness
import Tensors
import Training

/// The shapes that peers are timed on.
enum BenchmarkShape: String, CaseIterable {
  case S, M

  var configuration: LlamaConfiguration {
    switch self {
    case .S:
      LlamaConfiguration(
        vocabularySize: 32_000, width: 288, feedForwardWidth: 768, layers: 6, heads: 6,
        contextLength: 1024)
    case .M:
      LlamaConfiguration(
        vocabularySize: 49_152, width: 576, feedForwardWidth: 1536, layers: 30, heads: 9,
        keyHeads: 3, contextLength: 2048)
    }
  }
}

/// A dense step: forward, backward, clipping and AdamW on the same random tokens each time.
struct DenseStep {
  private let shape: BenchmarkShape
  private let backend: CPUBackend
  private let model: Llama
  private let optimizer: Optimizer
  private let sequences: [[Int32]]

  init(shape: BenchmarkShape, batch: Int, length: Int, threads: Int) throws {
    self.shape = shape
    backend = CPUBackend(threads: threads)
    model = try Llama(shape.configuration, Weights(RandomWeights(seed: 0, backend: backend)))
    optimizer = Optimizer(model.parameters)
    let vocabulary = shape.configuration.vocabularySize
    sequences = (0..<batch).map { row in
      var random = Random(0, stream: "tokens", UInt64(row))
      return (0..<length).map { _ in Int32(3 + random.below(vocabulary - 3)) }
    }
  }

  /// Returns the median time of a step after one to warm up.
  func timed(runs: Int) throws -> DenseStepResult {
    try step()
    let allocations = backend.systemAllocations
    let clock = ContinuousClock()
    let seconds = try (0..<runs).map { _ in try clock.measure { try step() } / .seconds(1) }
    return DenseStepResult(
      shape: shape.rawValue, batch: sequences.count, length: sequences.first?.count ?? 0,
      seconds: seconds.sorted()[runs / 2], kernels: backend.description,
      heldMegabytes: backend.heldBytes >> 20,
      systemAllocations: backend.systemAllocations - allocations)
  }

  private func step() throws {
    let tape = Tape()
    let targets = sequences.map { [1..<$0.count] }
    let output = model.logProbabilities(of: sequences, targets: targets, on: tape).logProbabilities
    let numbers = output.value.scalars()
    let loss = AnswerCrossEntropy.value(
      logProbabilities: numbers, weights: [Float](repeating: 1, count: numbers.count))
    tape.backward(from: [(output, backend.tensor(loss.gradient, shape: output.shape))])
    try optimizer.step(learningRate: 1e-5)
  }
}

/// What a benchmark of dense steps found.
struct DenseStepResult: Encodable {
  let shape: String
  let batch: Int
  let length: Int
  let seconds: Double
  let kernels: String
  let heldMegabytes: Int
  let systemAllocations: Int

  private enum Key: String, CodingKey {
    case shape, batch, length, seconds, tokensPerSecond, kernels, heldMegabytes, systemAllocations
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(shape, forKey: .shape)
    try container.encode(batch, forKey: .batch)
    try container.encode(length, forKey: .length)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(Double(batch * length) / seconds, forKey: .tokensPerSecond)
    try container.encode(kernels, forKey: .kernels)
    try container.encode(heldMegabytes, forKey: .heldMegabytes)
    try container.encode(systemAllocations, forKey: .systemAllocations)
  }

  /// The result as one line of JSON.
  var line: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
