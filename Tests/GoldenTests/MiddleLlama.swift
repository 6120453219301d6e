import Autograd
import CPUBackend
import Layers
import Llama
import Tensors
import Training

/// A random model large enough that its products are cut into several tasks.
enum MiddleLlama {
  static func model(on backend: CPUBackend) throws -> Llama {
    let shape = LlamaConfiguration(
      vocabularySize: 4000, hiddenSize: 64, intermediateSize: 160, layers: 4, heads: 4,
      keyValueHeads: 2,
      contextLength: 512)
    return try Llama(shape, Weights(RandomWeights(seed: 1, backend: backend)))
  }

  static func tokens(_ count: Int, length: Int) -> [[Int32]] {
    (0..<count).map { row in (0..<length).map { Int32(($0 * 31 + row * 7) % 4000) } }
  }

  /// One optimizer step on the likelihood of the sequences.
  static func step(_ model: Llama, _ optimizer: Optimizer, on sequences: [[Int32]]) throws {
    let tape = Tape()
    let output = model.logProbabilities(
      of: sequences, targets: sequences.map { [1..<$0.count] }, on: tape
    ).logProbabilities
    let ones = [Float](repeating: -1e-2, count: output.value.count)
    tape.backward(from: [(output, model.backend.tensor(ones, shape: output.shape))])
    try optimizer.step(learningRate: 1e-2)
  }
}
