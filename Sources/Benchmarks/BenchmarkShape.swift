import ArgumentParser
import CPUBackend
import Layers
import Llama
import Randomness

/// The shapes that peers are timed on.
enum BenchmarkShape: String, CaseIterable, ExpressibleByArgument {
  case small = "S"
  case medium = "M"

  var configuration: LlamaConfiguration {
    switch self {
    case .small:
      LlamaConfiguration(
        vocabularySize: 32_000, hiddenSize: 288, intermediateSize: 768, layers: 6, heads: 6,
        contextLength: 1024)
    case .medium:
      LlamaConfiguration(
        vocabularySize: 49_152, hiddenSize: 576, intermediateSize: 1536, layers: 30, heads: 9,
        keyValueHeads: 3, contextLength: 2048)
    }
  }

  /// Returns a model of this shape with random weights.
  func model(seed: UInt64 = 0, contextLength: Int? = nil, on backend: CPUBackend) throws -> Llama {
    var shape = configuration
    shape.contextLength = contextLength ?? shape.contextLength
    return try Llama(shape, Weights(RandomWeights(seed: seed, backend: backend)))
  }

  /// Returns the same model with a scalar head: a reward model or a critic.
  func scalarModel(seed: UInt64, on backend: CPUBackend) throws -> ScalarModel {
    let source = RandomWeights(seed: seed, backend: backend)
    let head = try Weights(source).parameter(
      "score.weight", shape: [1, configuration.hiddenSize], initial: .normal(deviation: 0.02))
    return ScalarModel(trunk: try model(seed: seed, on: backend), head: head)
  }

  /// Returns sequences of random tokens.
  func tokens(_ count: Int, length: Int) -> [[Int32]] {
    (0..<count).map { row in
      var random = Random(0, stream: "tokens", UInt64(row))
      return (0..<length).map { _ in Int32(3 + random.below(configuration.vocabularySize - 3)) }
    }
  }
}
