import Autograd
import CPUBackend
import TensorTestSupport
import Tensors
import Testing

/// A part that is computed again on the way back has the gradients that it would have had.
@Suite struct RecomputationTests {
  /// What a pass over two linear parts gave, and how often the first one was computed.
  private struct Pass: Equatable {
    var dx: [UInt32]?
    var gradients: [[UInt32]?]
    var calls = 0
  }

  private func pass(
    gradientCheckpointing: Bool, trains: Bool = true, wantsInput: Bool = true
  ) -> Pass {
    let backend = CPUBackend(
      threads: 2, atMost: .tested, gradientCheckpointing: gradientCheckpointing)
    let first = Parameter(
      "a", randomTensor([9, 7], seed: 1, on: backend), isTrainable: trains)
    let second = Parameter("b", randomTensor([5, 9], seed: 2, on: backend))
    let tape = Tape()
    let x = randomTensor([6, 7], seed: 3, on: backend)
    let input = wantsInput ? tape.variable(x) : Variable(x, tape: tape)
    var calls = 0
    let y = input.recomputed(parameters: [first]) {
      calls += 1
      return $0.linear(first).swiGLU(up: $0.linear(first))
    }.linear(second)
    let seed = randomTensor([6, 5], seed: 4, on: backend)
    let found = tape.backward(from: [(y, seed)])
    return Pass(
      dx: found[input].map(bits),
      gradients: [first.gradient, second.gradient].map { $0.map(bits) },
      calls: calls)
  }

  private func bits(_ tensor: Tensor) -> [UInt32] { tensor.scalars().map(\.bitPattern) }

  @Test(arguments: [(true, true), (true, false), (false, true)])
  func gradientsHaveTheSameBits(trains: Bool, wantsInput: Bool) {
    let plain = pass(gradientCheckpointing: false, trains: trains, wantsInput: wantsInput)
    let again = pass(gradientCheckpointing: true, trains: trains, wantsInput: wantsInput)
    #expect(plain.calls == 1 && again.calls == 2)
    #expect(again.dx == plain.dx && again.gradients == plain.gradients)
    #expect((again.dx != nil) == wantsInput && (again.gradients[0] != nil) == trains)
  }

  @Test func whatNeedsNoGradientIsComputedOnce() {
    #expect(pass(gradientCheckpointing: true, trains: false, wantsInput: false).calls == 1)
  }

  @Test func withoutATapeAPartIsComputedOnce() {
    let backend = CPUBackend(threads: 1, atMost: .tested, gradientCheckpointing: true)
    let x = randomTensor([2, 3], seed: 1, on: backend)
    var calls = 0
    let y = Variable(x).recomputed(parameters: []) {
      calls += 1
      return $0
    }
    #expect(calls == 1 && y.value.scalars() == x.scalars())
  }
}
