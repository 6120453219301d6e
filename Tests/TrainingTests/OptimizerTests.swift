import Autograd
import TensorTestSupport
import Tensors
import Testing
import Training

/// What an optimizer does with a gradient, before and besides moving by it.
@Suite struct OptimizerTests {
  @Test func gradientsThatAreNotFiniteAreSkippedThenEndTheRun() throws {
    let backend = ReferenceBackend()
    let weight = Parameter("weight", backend.tensor([1], shape: [1]))
    let optimizer = Optimizer([weight])
    func poison() throws {
      if let sum = weight.accumulator() { backend.fill(sum, with: .nan) }
      try optimizer.step(learningRate: 1)
    }
    for _ in 0..<9 { try poison() }
    #expect(weight.value.scalars() == [1])
    #expect(optimizer.skipped == 9)
    #expect(throws: TrainingError.diverged(step: 0, inARow: 10)) { try poison() }
  }

  @Test func theWholeGradientIsClippedAsOneVector() throws {
    let backend = ReferenceBackend()
    let weights = ["a", "b"].map { Parameter($0, backend.tensor([0], shape: [1])) }
    let optimizer = Optimizer(weights, maxGradientNorm: 1)
    for (weight, value) in zip(weights, [Float(3), 4]) {
      if let sum = weight.accumulator() { backend.fill(sum, with: value) }
    }
    #expect(try optimizer.step(learningRate: 0) == 5)
    #expect(weights.allSatisfy { $0.gradient?.scalars() == [0] })
  }
}
