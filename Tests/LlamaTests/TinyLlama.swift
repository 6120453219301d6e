import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors

/// Small random models for tests.
enum TinyLlama {
  static func configuration() -> LlamaConfiguration {
    var configuration = LlamaConfiguration(
      vocabularySize: 37, hiddenSize: 24, intermediateSize: 40, layers: 2, heads: 4,
      keyValueHeads: 2,
      contextLength: 64)
    configuration.initialDeviation = 0.3
    configuration.bosToken = 1
    configuration.ends = [2]
    return configuration
  }

  static func model(
    _ configuration: LlamaConfiguration = configuration(), seed: UInt64 = 1,
    backend: any Backend = CPUBackend(threads: 2, atMost: .tested)
  ) throws -> Llama {
    try Llama(configuration, Weights(RandomWeights(seed: seed, backend: backend)))
  }
}
