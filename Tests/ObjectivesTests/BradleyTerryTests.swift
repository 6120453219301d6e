import Objectives
import Testing

struct BradleyTerryTests {
  /// The table of the recipe, §6.2: margin, difference, loss, derivative.
  static let table: [(margin: Float, difference: Float, loss: Double, slope: Double)] = [
    (0, 0, 0.6931, -0.5), (0, 1, 0.3133, -0.2689), (0, 2, 0.1269, -0.1192),
    (1.0 / 3, 0, 0.8736, -0.5826), (1.0 / 3, 1, 0.4144, -0.3392), (1.0 / 3, 2, 0.1730, -0.1589),
    (1, 0, 1.3133, -0.7311), (1, 1, 0.6931, -0.5), (1, 2, 0.3133, -0.2689),
    (3, 0, 3.0486, -0.9526), (3, 1, 2.1269, -0.8808), (3, 2, 1.3133, -0.7311),
  ]

  @Test(arguments: table)
  func lossAndSlopeEqualTheTable(margin: Float, difference: Float, loss: Double, slope: Double) {
    let value = BradleyTerry.value(chosen: [difference], rejected: [0], margins: [margin])
    #expect(near(value.value, loss, 5e-5))
    #expect(near(value.chosenGradient, [slope], 5e-5))
    #expect(near(value.rejectedGradient, [-slope], 5e-5))
  }

  @Test(arguments: [Float(0), 0.5, 1, 3])
  func slopeIsMinusOneHalfWhereTheDifferenceEqualsTheMargin(margin: Float) {
    let value = BradleyTerry.value(chosen: [margin + 2], rejected: [2], margins: [margin])
    #expect(value.chosenGradient == [-0.5])
  }

  @Test func gradientsEqualFiniteDifferences() {
    let chosen: [Float] = [1.5, -0.25, 3]
    let rejected: [Float] = [0.75, 0.5, -2]
    let margins: [Float] = [0, 1, 0.25]
    let value = BradleyTerry.value(chosen: chosen, rejected: rejected, margins: margins)
    let chosenError = FiniteDifference.error(of: value.chosenGradient, at: chosen) {
      BradleyTerry.value(chosen: $0, rejected: rejected, margins: margins).value
    }
    let rejectedError = FiniteDifference.error(of: value.rejectedGradient, at: rejected) {
      BradleyTerry.value(chosen: chosen, rejected: $0, margins: margins).value
    }
    #expect(chosenError < 1e-6)
    #expect(rejectedError < 1e-6)
  }

  @Test func permutingMarginsChangesExactlyTheRowsPermuted() {
    let before = BradleyTerry.value(
      chosen: [1, 2, 3, 4], rejected: [0, 0, 0, 0], margins: [0, 1, 2, 3])
    let after = BradleyTerry.value(
      chosen: [1, 2, 3, 4], rejected: [0, 0, 0, 0], margins: [0, 3, 2, 1])
    let changed = (0..<4).filter { before.terms[$0] != after.terms[$0] }
    #expect(changed == [1, 3])
  }

  @Test func partsOfABatchAddUpToTheBatch() {
    let whole = BradleyTerry.value(chosen: [1, 2, 3], rejected: [0, 3, 1], margins: [0, 0, 1])
    let first = BradleyTerry.value(chosen: [1], rejected: [0], margins: [0], totalPairs: 3)
    let rest = BradleyTerry.value(
      chosen: [2, 3], rejected: [3, 1], margins: [0, 1], totalPairs: 3)
    #expect(near(first.value + rest.value, whole.value, 1e-12))
    #expect(first.chosenGradient + rest.chosenGradient == whole.chosenGradient)
  }

  @Test func hugeScoresGiveFiniteLosses() {
    let value = BradleyTerry.value(chosen: [-1e6, 1e6], rejected: [1e6, -1e6], margins: [0, 0])
    #expect(value.terms == [2e6, 0])
    #expect(value.chosenGradient == [-0.5, 0])
  }
}
