import TensorTestSupport
import Tensors
import Testing

@testable import CPUBackend

/// Products in bfloat16 are products of rounded operands; nothing else is rounded.
@Suite(.enabled(if: CPUBackend(threads: 1, atMost: .tested).supports(.bfloat16)))
struct PrecisionTests {
  let cpu = CPUBackend(threads: 2, atMost: .tested)
  let reference = ReferenceBackend()

  /// Rounds to the nearest bfloat16, ties to even.
  private func rounded(_ tensor: Tensor) -> Tensor {
    let values = tensor.scalars().map { value in
      let bits = value.bitPattern
      return Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)
    }
    return reference.tensor(values, shape: tensor.shape)
  }

  private func moved(_ tensor: Tensor) -> Tensor {
    cpu.tensor(tensor.scalars(), shape: tensor.shape)
  }

  @Test(arguments: [1, 7, 31, 33, 257, 800])
  func productsAreThoseOfRoundedOperands(depth: Int) {
    for (rows, columns) in [(1, 1), (5, 33), (13, 64), (70, 31)] {
      let a = randomTensor([rows, depth], seed: 1, on: reference)
      let b = randomTensor([depth, columns], seed: 2, on: reference)
      let expected = reference.product(rounded(a).matrix, rounded(b).matrix)
      let turned = randomTensor([columns, depth], seed: 3, on: reference)
      let other = reference.product(rounded(a).matrix, rounded(turned).transposed)
      let (x, y, z) = (moved(a), moved(b), moved(turned))
      cpu.computing(in: .bfloat16) {
        #expect(distance(cpu.product(x.matrix, y.matrix), expected) < 2e-4)
        #expect(distance(cpu.product(x.matrix, z.transposed), other) < 2e-4)
        let held = cpu.holdingWeights { cpu.product(x.matrix, z.transposed).scalars() }
        #expect(held == cpu.product(x.matrix, z.transposed).scalars())
      }
    }
  }

  @Test func transposedLeftOperandsAreRoundedToo() {
    let (a, b) = (
      randomTensor([33, 50], seed: 1, on: reference),
      randomTensor([33, 40], seed: 2, on: reference)
    )
    let expected = reference.product(rounded(a).transposed, rounded(b).matrix)
    let (x, y) = (moved(a), moved(b))
    let own = cpu.computing(in: .bfloat16) { cpu.product(x.transposed, y.matrix) }
    #expect(distance(own, expected) < 2e-4)
  }

  @Test func thePrecisionEndsWithItsWork() {
    let x = randomTensor([20, 30], seed: 1, on: cpu)
    let before = cpu.product(x.matrix, x.transposed).scalars()
    let within = cpu.computing(in: .bfloat16) {
      cpu.computing(in: .float32) { cpu.product(x.matrix, x.transposed).scalars() }
    }
    let rough = cpu.computing(in: .bfloat16) { cpu.product(x.matrix, x.transposed).scalars() }
    #expect(before == within && before != rough)
    #expect(cpu.product(x.matrix, x.transposed).scalars() == before)
  }

  @Test func theHeadFollowsTheReferenceWithinTheRounding() {
    let hidden = randomTensor([40, 24], seed: 1, on: reference)
    let weight = randomTensor([700, 24], seed: 2, on: reference)
    let targets = (0..<40).map { Int32(($0 * 13) % 700) }
    let expected = reference.tokenLogProbabilities(
      HeadInput(hidden: rounded(hidden), weight: rounded(weight), targets: targets),
      precedesPullback: false)
    let input = HeadInput(hidden: moved(hidden), weight: moved(weight), targets: targets)
    let own = cpu.computing(in: .bfloat16) {
      cpu.tokenLogProbabilities(input, precedesPullback: false)
    }
    #expect(distance(own.logProbabilities, expected.logProbabilities) < 1e-3)
  }
}
