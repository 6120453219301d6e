import Objectives
import Testing

struct ClippedValueLossTests {
  func tokens(_ updated: [Float], old: [Float], returns: [Float]) -> ValueTokens {
    ValueTokens(
      updated: updated, old: old, returns: returns, mask: TokenMask(all: updated.count))
  }

  @Test func lossIsHalfTheLargerSquaredError() {
    // Token 1: V 0.5 → 0.75 is cut to 0.7, return 1: max(0.25², 0.3²) = 0.09, clip active.
    // Token 2: V 0.5 → 0.75 is cut to 0.7, return 0: max(0.75², 0.7²) = 0.5625, slope 0.75.
    // Token 3: V 0.5 → 0.6 stays, return 1: 0.4² = 0.16, slope −0.4.
    let value = ClippedValueLoss().value(
      of: tokens([0.75, 0.75, 0.6], old: [0.5, 0.5, 0.5], returns: [1, 0, 1]))
    #expect(near(value.loss.value, (0.09 + 0.5625 + 0.16) / 2 / 3))
    #expect(near(value.loss.gradient, [0, 0.25, -0.4 / 3]))
    #expect(value.clippedTokens == 1)
    #expect(near(value.clipFraction, 1.0 / 3, 1e-12))
  }

  @Test func gradientEqualsFiniteDifferences() {
    let updated: [Float] = [0.75, 0.75, 0.625, -1, 2]
    let old: [Float] = [0.5, 0.5, 0.5, 0, 2.5]
    let returns: [Float] = [1, 0, 1, -2, 1]
    let value = ClippedValueLoss().value(of: tokens(updated, old: old, returns: returns))
    let error = FiniteDifference.error(of: value.loss.gradient, at: updated) {
      ClippedValueLoss().value(of: tokens($0, old: old, returns: returns)).loss.value
    }
    #expect(error < 1e-6)
    #expect(value.clippedTokens > 0 && value.clippedTokens < 5)
  }

  @Test func contentOfPaddingDoesNotMatter() {
    func loss(padding: Float) -> ValueLoss {
      ClippedValueLoss().value(
        of: ValueTokens(
          updated: [0.5, padding], old: [0.25, padding], returns: [1, padding],
          mask: TokenMask([true, false])))
    }
    #expect(loss(padding: .nan) == loss(padding: 0))
  }

  @Test func partsOfAMinibatchAddUpToTheMinibatch() {
    let whole = ClippedValueLoss().value(
      of: tokens([1, 2, 3], old: [1, 1, 1], returns: [0, 0, 9]))
    let first = ClippedValueLoss().value(
      of: tokens([1], old: [1], returns: [0]), totalTokens: 3)
    let rest = ClippedValueLoss().value(
      of: tokens([2, 3], old: [1, 1], returns: [0, 9]), totalTokens: 3)
    #expect(near(first.loss.value + rest.loss.value, whole.loss.value, 1e-12))
    #expect(first.loss.gradient + rest.loss.gradient == whole.loss.gradient)
  }

  @Test func explainedVarianceComparesErrorWithSpread() {
    // Returns 0, 2, 4: variance 8/3. Errors 1, 0, −1: mean square 2/3. 1 − (2/3)/(8/3) = 0.75.
    let all = TokenMask(all: 3)
    let explained = ExplainedVariance.value(values: [1, 2, 3], returns: [0, 2, 4], mask: all)
    #expect(near(explained ?? 0, 0.75, 1e-12))
    // A constant predicts nothing: 1 − (8/3)/(8/3) = 0.
    #expect(ExplainedVariance.value(values: [2, 2, 2], returns: [0, 2, 4], mask: all) == 0)
    #expect(ExplainedVariance.value(values: [1, 2, 3], returns: [5, 5, 5], mask: all) == nil)
  }
}
