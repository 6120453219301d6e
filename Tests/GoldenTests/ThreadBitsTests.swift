import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing
import Training

/// The same bits for any number of threads, in training and in sampling.
@Suite struct ThreadBitsTests {
  private static let precisions = Precision.allCases.filter {
    CPUBackend(threads: 1, atMost: .tested).supports($0)
  }

  @Test(arguments: precisions)
  func trainingHasTheSameBitsOnAnyNumberOfThreads(precision: Precision) throws {
    let results = try [1, 2, 4].map { threads in
      let backend = CPUBackend(threads: threads, atMost: .tested)
      return try backend.computing(in: precision) { try trained(on: backend) }
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }

  @Test(arguments: precisions)
  func recomputedBlocksHaveTheSameBitsInLessMemory(precision: Precision) throws {
    let backends = [false, true].map {
      CPUBackend(threads: 2, atMost: .tested, gradientCheckpointing: $0)
    }
    let results = try backends.map { backend in
      try backend.computing(in: precision) { try trained(on: backend) }
    }
    #expect(results[0] == results[1])
    #expect(backends[1].heldBytes < backends[0].heldBytes)
  }

  private func trained(on backend: CPUBackend) throws -> [[UInt32]] {
    let model = try MiddleLlama.model(on: backend)
    let optimizer = Optimizer(model.parameters)
    let sequences = MiddleLlama.tokens(6, length: 90) + MiddleLlama.tokens(3, length: 7)
    for _ in 0..<2 {
      try MiddleLlama.step(model, optimizer, on: sequences)
    }
    return model.parameters.map { $0.value.scalars().map(\.bitPattern) }
  }

  @Test(arguments: precisions)
  func samplingHasTheSameBitsOnAnyNumberOfThreads(precision: Precision) throws {
    let requests = MiddleLlama.tokens(20, length: 9).enumerated().map {
      GenerationRequest(prompt: $1, samples: 2, identity: UInt64($0))
    }
    let results = try [1, 2, 4].map { threads in
      let backend = CPUBackend(threads: threads, atMost: .tested)
      return try backend.computing(in: precision) {
        try Generator(MiddleLlama.model(on: backend), ends: [5], slots: 16)
          .generate(requests, SamplingSettings(maximumNewTokens: 12), seed: 3)
      }
    }
    #expect(results[0] == results[1] && results[0] == results[2])
  }
}
