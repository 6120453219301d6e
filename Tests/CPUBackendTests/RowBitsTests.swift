import TensorTestSupport
import Tensors
import Testing

@testable import CPUBackend

/// Our own products give a row the same bits in any company.
@Suite(.enabled(if: CPUBackend(threads: 1, atMost: .tested).hasOwnProducts))
struct RowBitsTests {
  let cpu = CPUBackend(threads: 2, atMost: .tested)

  @Test(arguments: [1, 12, 13, 64, 700], [1, 7, 384, 385, 1000])
  func aRowDoesNotDependOnTheOthers(rows: Int, depth: Int) {
    let all = randomTensor([rows, depth], seed: 1, on: cpu)
    let weight = randomTensor([70, depth], seed: 2, on: cpu)
    let whole = cpu.product(all.matrix, weight.transposed).scalars()
    for row in [0, rows / 2, rows - 1] {
      let alone = cpu.gatherRows(all, Indices([Int32(row)]))
      let y = cpu.product(alone.matrix, weight.transposed).scalars()
      #expect(y == Array(whole[row * 70..<row * 70 + 70]))
    }
  }

  @Test func heldWeightsChangeNoBits() {
    let x = randomTensor([5, 48], seed: 1, on: cpu)
    let weight = randomTensor([100, 48], seed: 2, on: cpu)
    let plain = cpu.product(x.matrix, weight.transposed).scalars()
    let held = cpu.holdingWeights {
      (0..<2).map { _ in cpu.product(x.matrix, weight.transposed).scalars() }
    }
    #expect(held == [plain, plain])
    cpu.fill(weight, with: 0)
    let later = cpu.holdingWeights { cpu.product(x.matrix, weight.transposed).scalars() }
    #expect(later.allSatisfy { $0 == 0 }, "a new hold packs the weight anew")
  }
}
