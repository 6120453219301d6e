import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// Scores and gradients do not depend on whether neighbours share their beginnings.
@Suite struct SharedPrefixTests {
  let backend = CPUBackend(threads: 2, atMost: .tested)
  let sequences: [[Int32]] = {
    let prompt = (0..<21).map { Int32(3 + $0 * 5 % 30) }
    return [prompt + [7, 8, 9], prompt + [9], prompt, prompt + [4, 4, 4, 4, 4, 4], [5, 6, 7]]
  }()

  private func model() throws -> ScalarModel {
    let trunk = try TinyLlama.model(backend: backend)
    let head = Parameter("score.weight", randomTensor([1, 24], seed: 9, on: backend))
    return ScalarModel(trunk: trunk, head: head)
  }

  @Test func scoresAreThoseOfEachSequenceAlone() throws {
    let model = try model()
    let together = model.scores(of: sequences).value.scalars()
    let alone = sequences.map { model.scores(of: [$0]).value.scalars()[0] }
    #expect(zip(together, alone).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func gradientsAreTheSumOfThoseOfEachSequenceAlone() throws {
    let model = try model()
    let weights: [Float] = [1, -2, 0.5, 3, -1]
    let together = gradients(of: model) {
      let tape = Tape()
      let scores = model.scores(of: sequences, on: tape)
      tape.backward(from: [(scores, backend.tensor(weights, shape: [5]))])
    }
    let alone = gradients(of: model) {
      for (sequence, weight) in zip(sequences, weights) {
        let tape = Tape()
        let score = model.scores(of: [sequence], on: tape)
        tape.backward(from: [(score, backend.tensor([weight], shape: [1]))])
      }
    }
    for (name, gradient) in together {
      let other = try #require(alone[name])
      let size = gradient.map(abs).max() ?? 0
      let worst = zip(gradient, other).map { abs($0 - $1) }.max() ?? 0
      #expect(worst < 1e-4 * max(1, size), "\(name)")
    }
  }

  private func gradients(of model: ScalarModel, _ work: () -> Void) -> [String: [Float]] {
    for parameter in model.parameters { parameter.clearGradient() }
    work()
    return Dictionary(
      uniqueKeysWithValues: model.parameters.map { ($0.name, $0.gradient?.scalars() ?? []) })
  }
}
