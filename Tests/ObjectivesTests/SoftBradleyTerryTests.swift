import Foundation
import Objectives
import Testing

struct SoftBradleyTerryTests {
  @Test func lossAndSlopeEqualTheHandValues() {
    // Δ = 1, m = 1, p = ¾: ¾ softplus(0) + ¼ softplus(2) = ¾ · 0.693147 + ¼ · 2.126928 = 1.051592.
    // Slope: ¼ σ(2) − ¾ σ(0) = ¼ · 0.880797 − 0.375 = −0.154801.
    let value = SoftBradleyTerry.value(
      chosen: [3], rejected: [2], margins: [1], probabilities: [0.75])
    #expect(near(value.value, 1.051592))
    #expect(near(value.chosenGradient, [-0.154801]))
    #expect(near(value.rejectedGradient, [0.154801]))
  }

  @Test func certainLabelsGiveTheHardLoss() {
    let (chosen, rejected): ([Float], [Float]) = ([1.5, -0.25, 3, 0], [0.75, 0.5, -2, 0])
    let margins: [Float] = [0, 1, 0.25, 3]
    let soft = SoftBradleyTerry.value(
      chosen: chosen, rejected: rejected, margins: margins, probabilities: [1, 1, 1, 1])
    let hard = BradleyTerry.value(chosen: chosen, rejected: rejected, margins: margins)
    #expect(soft == hard)
  }

  @Test(arguments: [0, 0.5, 3])
  func exchangingTheAnswersChangesNothing(margin: Double) {
    for (difference, probability) in [(1.25, 0.75), (-2, 0.5), (0.5, 1)] {
      let loss = SoftBradleyTerry.loss(
        difference: difference, margin: margin, probability: probability)
      let exchanged = SoftBradleyTerry.loss(
        difference: -difference, margin: margin, probability: 1 - probability)
      #expect(near(loss, exchanged, 1e-12))
    }
  }

  @Test(arguments: [0, 1, 3])
  func pairOfEqualsIsLeftWhereItIs(margin: Double) {
    #expect(SoftBradleyTerry.slope(difference: 0, margin: margin, probability: 0.5) == 0)
  }

  @Test(arguments: [0.5, 0.6, 0.75, 0.99])
  func withoutMarginTheLossIsLeastAtTheLogOdds(probability: Double) {
    let best = Logistic.logit(probability)
    #expect(
      near(SoftBradleyTerry.slope(difference: best, margin: 0, probability: probability), 0, 1e-12))
  }

  @Test func gradientsEqualFiniteDifferences() {
    let (chosen, rejected): ([Float], [Float]) = ([1.5, -0.25, 3], [0.75, 0.5, -2])
    let (margins, labels): ([Float], [Double]) = ([0, 1, 0.25], [0.5, 0.875, 0.7])
    func value(_ chosen: [Float], _ rejected: [Float]) -> PairObjectiveValue {
      SoftBradleyTerry.value(
        chosen: chosen, rejected: rejected, margins: margins, probabilities: labels)
    }
    let exact = value(chosen, rejected)
    let chosenError = FiniteDifference.error(of: exact.chosenGradient, at: chosen) {
      value($0, rejected).value
    }
    let rejectedError = FiniteDifference.error(of: exact.rejectedGradient, at: rejected) {
      value(chosen, $0).value
    }
    #expect(chosenError < 1e-6)
    #expect(rejectedError < 1e-6)
  }

  @Test func partsOfABatchAddUpToTheBatch() {
    let whole = SoftBradleyTerry.value(
      chosen: [1, 2], rejected: [0, 3], margins: [0, 1], probabilities: [0.75, 0.5])
    let first = SoftBradleyTerry.value(
      chosen: [1], rejected: [0], margins: [0], probabilities: [0.75], totalPairs: 2)
    let rest = SoftBradleyTerry.value(
      chosen: [2], rejected: [3], margins: [1], probabilities: [0.5], totalPairs: 2)
    #expect(near(first.value + rest.value, whole.value, 1e-12))
    #expect(first.chosenGradient + rest.chosenGradient == whole.chosenGradient)
  }

  @Test func hugeScoresGiveFiniteLosses() {
    let value = SoftBradleyTerry.value(
      chosen: [-1e6, 1e6], rejected: [1e6, -1e6], margins: [0, 0], probabilities: [0.5, 1])
    #expect(value.terms == [1e6, 0])
    #expect(value.chosenGradient == [-0.25, 0])
  }
}
