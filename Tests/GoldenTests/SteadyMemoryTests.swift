import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing
import Training

/// After the first step of a shape nothing is taken from the system.
@Suite struct SteadyMemoryTests {
  @Test func trainingStepsReuseTheMemoryOfTheFirst() throws {
    let backend = CPUBackend(threads: 2, atMost: .tested)
    let model = try MiddleLlama.model(on: backend)
    let optimizer = Optimizer(model.parameters)
    let sequences = MiddleLlama.tokens(8, length: 256)
    var held: [Int] = []
    for _ in 0..<4 {
      try MiddleLlama.step(model, optimizer, on: sequences)
      held.append(backend.systemAllocations)
    }
    #expect(held[0] > 2 && Set(held).count == 1)
  }

  @Test func decodingStepsReuseTheMemoryOfTheFirst() throws {
    let backend = CPUBackend(threads: 2, atMost: .tested)
    let model = try MiddleLlama.model(on: backend)
    let cache = model.makeCache(sequences: 200, capacity: 300)
    var held: [Int] = []
    for token in 0..<4 {
      let pieces = MiddleLlama.tokens(200, length: 1).enumerated().map {
        ($0, 200 + token, $1[...])
      }
      let hidden = model.hidden(CachedStep(pieces, capacity: 300), cache: cache)
      _ = backend.product(hidden.matrix, model.outputWeight.value.transposed)
      held.append(backend.systemAllocations)
    }
    #expect(held[0] > 1 && Set(held).count == 1)
  }
}
