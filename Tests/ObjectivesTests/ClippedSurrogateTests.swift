import Foundation
import Objectives
import Testing

struct ClippedSurrogateTests {
  func tokens(_ change: [Float], _ advantages: [Float]) -> PolicyTokens {
    PolicyTokens(
      updated: change, old: change.map { _ in 0 }, advantages: advantages,
      mask: TokenMask(all: change.count))
  }

  /// CT-12 with ε = 0.2: advantage, ratio, objective (the loss negated), and whether it has a
  /// slope.
  @Test(arguments: [
    (Float(1), 1.3, 1.2, false), (-1, 0.7, -0.8, false), (-1, 1.5, -1.5, true), (1, 1.1, 1.1, true),
    (1, 0.5, 0.5, true),
  ])
  func clipRemovesTheSlopeOnlyWhereItPays(
    advantage: Float, ratio: Double, objective: Double, hasSlope: Bool
  ) {
    let value = ClippedSurrogate().value(of: tokens([Float(log(ratio))], [advantage]))
    #expect(near(-value.loss.value, objective))
    let slope = hasSlope ? -Double(advantage) * ratio : 0
    #expect(near(value.loss.gradient, [slope]))
    #expect(value.health.clipFraction == (hasSlope ? 0 : 1))
  }

  @Test func gradientEqualsFiniteDifferences() {
    // Ratios from e^−0.5 = 0.61 to e^0.5 = 1.65, away from the kinks at 0.8 and 1.2.
    let change: [Float] = [-0.5, -0.125, 0, 0.0625, 0.5, 0.25]
    let advantages: [Float] = [1, -2, 0.5, 1.5, -1, 0.75]
    let value = ClippedSurrogate().value(of: tokens(change, advantages))
    let error = FiniteDifference.error(of: value.loss.gradient, at: change) {
      ClippedSurrogate().value(of: tokens($0, advantages)).loss.value
    }
    #expect(error < 1e-6)
  }

  @Test func firstMinibatchHasRatioOneAndNoDivergence() {
    // CT-14: before any update the new policy is the old one.
    let old: [Float] = [-1.3, -0.2, -7.5]
    let value = ClippedSurrogate().value(
      of: PolicyTokens(updated: old, old: old, advantages: [1, -1, 2], mask: TokenMask(all: 3)))
    #expect(value.health.smallestRatio == 1 && value.health.largestRatio == 1)
    #expect(value.health.meanRatio == 1 && value.health.ratioVariance == 0)
    #expect(value.health.divergenceK2 == 0 && value.health.divergenceK3 == 0)
    #expect(value.health.clipFraction == 0)
    // −(1 − 1 + 2) / 3
    #expect(near(value.loss.value, -2.0 / 3, 1e-12))
  }

  @Test func contentOfPaddingDoesNotMatter() {
    // CT-14, second half.
    let mask = TokenMask([true, false, true])
    func loss(padding: Float) -> SurrogateValue {
      ClippedSurrogate().value(
        of: PolicyTokens(
          updated: [-1, padding, -2], old: [-1.25, padding, -2.5], advantages: [1, padding, -1],
          mask: mask))
    }
    #expect(loss(padding: .nan) == loss(padding: 0))
    #expect(loss(padding: 1e30) == loss(padding: 0))
  }

  @Test func partsOfAMinibatchAddUpToTheMinibatch() {
    let change: [Float] = [-0.5, 0.25, 0.5]
    let advantages: [Float] = [-1, 2, 3]
    let whole = ClippedSurrogate().value(of: tokens(change, advantages))
    let first = ClippedSurrogate().value(of: tokens([-0.5], [-1]), totalTokens: 3)
    let rest = ClippedSurrogate().value(of: tokens([0.25, 0.5], [2, 3]), totalTokens: 3)
    #expect(near(first.loss.value + rest.loss.value, whole.loss.value, 1e-12))
    #expect(first.loss.gradient + rest.loss.gradient == whole.loss.gradient)
    var health = first.health
    health.add(rest.health)
    #expect(health.tokens == 3 && health.clipFraction == whole.health.clipFraction)
    #expect(near(health.meanRatio, whole.health.meanRatio, 1e-12))
    #expect(near(health.ratioVariance, whole.health.ratioVariance, 1e-12))
    #expect(near(health.divergenceK3, whole.health.divergenceK3, 1e-12))
    #expect(health.largestRatio == whole.health.largestRatio)
  }

  @Test func clipFractionIsSplitBySignOfTheAdvantage() {
    // Ratios 1.65, 1.65, 0.61, 1: clipped are the 1st (A > 0, high) and the 3rd (A < 0, low).
    let value = ClippedSurrogate().value(of: tokens([0.5, 0.5, -0.5, 0], [1, -1, -1, 1]))
    #expect(value.health.clipFraction == 0.5)
    #expect(value.health.positiveClipFraction == 0.5)
    #expect(value.health.negativeClipFraction == 0.5)
  }
}
