import Autograd
import TensorTestSupport
import Tensors
import Testing

@testable import Training

/// How the gradient of a step is summed over its slots.
@Suite struct GradientAccumulationTests {
  let backend = ReferenceBackend()
  let budget = TokenBudget(tokens: 10)

  /// Runs an accumulation in which a row adds its number to the gradient of a single weight.
  private func sum(
    of rows: [Float], slots: Int
  ) -> (gradient: Float?, pieces: [[Range<Int>]]) {
    let weight = Parameter("weight", backend.tensor([0], shape: [1]))
    _ = weight.accumulator()
    let accumulation = GradientAccumulation(slots: slots, budget: budget)
    let pieces = accumulation.run(rows.map { _ in 10 }, over: [weight]) { pieces in
      for row in pieces.joined() {
        let gradient = backend.tensor([rows[row]], shape: [1])
        weight.accumulator().map { backend.add(gradient, scaledBy: 1, to: $0) }
      }
      return pieces
    }
    return (weight.gradient?.scalars()[0], pieces)
  }

  @Test func oneSlotIsThePlainSumOfThePieces() {
    // ((1e8 + 1) + 1) − 1e8: each 1 is lost in turn.
    let (gradient, pieces) = sum(of: [1e8, 1, 1, -1e8], slots: 1)
    #expect(gradient == 0)
    #expect(pieces == [[0..<1, 1..<2, 2..<3, 3..<4]])
  }

  @Test func slotsAreSummedTwoByTwo() {
    // (1e8 − 1e8) + (1 + 1) = 2, as in order; (1e8 + 1) + (−1e8 + 1) = 0, in order it would be 1.
    #expect(sum(of: [1e8, -1e8, 1, 1], slots: 4).gradient == 2)
    #expect(sum(of: [1e8, 1, -1e8, 1], slots: 4).gradient == 0)
    #expect(sum(of: [1, 2, 3, 4, 5, 6, 7, 8], slots: 8).gradient == 36)
    #expect(sum(of: [1, 2, 3], slots: 2).gradient == 6)
  }

  @Test func slotsAreRunsOfNearlyAsManyTokens() {
    func ranges(_ lengths: [Int], _ slots: Int) -> [Range<Int>] {
      GradientAccumulation(slots: slots, budget: budget).ranges(lengths)
    }
    #expect(ranges([5, 5, 5, 5], 2) == [0..<2, 2..<4])
    #expect(ranges([9, 1, 1, 9], 2) == [0..<2, 2..<4])
    #expect(ranges([1, 1, 1, 1, 8], 2) == [0..<4, 4..<5])
    #expect(ranges([3], 4).map(\.count) == [0, 0, 1, 0])
    #expect(ranges([], 2) == [0..<0, 0..<0])
  }

  @Test func piecesStayWithinTheirSlotAndTheBudget() {
    let accumulation = GradientAccumulation(slots: 2, budget: budget)
    let pieces = accumulation.run([6, 6, 3, 3, 6], over: []) { $0 }
    #expect(pieces == [[0..<1, 1..<2], [2..<4, 4..<5]])
  }

  @Test func slotsThatNobodyFillsLeaveTheGradientWhole() {
    let (gradient, pieces) = sum(of: [3], slots: 4)
    #expect(gradient == 3 && pieces.map(\.count) == [0, 0, 1, 0])
  }

  @Test func budgetsCutConsecutiveRows() {
    #expect(budget.pieces([4, 6, 1, 12, 3, 3]) == [0..<2, 2..<3, 3..<4, 4..<6])
    #expect(budget.pieces([]) == [])
  }
}
