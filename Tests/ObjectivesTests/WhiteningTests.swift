import Foundation
import Objectives
import Testing

struct WhiteningTests {
  @Test func batchOfTheRecipeIsWhitened() {
    // CT-9: the scores that CT-8's rule selects from (tag, R_s, R_h).
    let answers = [
      (false, 0.10, 0.90), (false, 0.20, 0.90), (false, 0.10, 0.90), (true, 0.60, 0.10),
      (false, 0.15, 0.50),
    ]
    let selected = answers.map { isTagged, safety, helpfulness in
      RewardSelection().select(
        helpfulness: Float(log(helpfulness / (1 - helpfulness))),
        safety: Float(log(safety / (1 - safety))), isTagged: isTagged
      ).score
    }
    #expect(near(selected, [-2.1972, 2.1972, -2.1972, 0.4055, 0], 5e-5))
    let whitened = Whitening.batch.whiten(selected)
    // mean = (−2.1972 + 2.1972 − 2.1972 + 0.4055 + 0) / 5 = −1.7917 / 5
    #expect(near(whitened.moments.mean, -0.3584, 1e-4))
    #expect(near(whitened.moments.standardDeviation, 1.6737, 1e-4))
    // (−2.1972 + 0.3584) / 1.6737 = −1.0987
    #expect(near(whitened.values, [-1.0987, 1.5269, -1.0987, 0.4564, 0.2141], 1e-4))
  }

  @Test func meanIsKeptWithoutShift() {
    // CT-10: mean 1.6, population variance (0.16 + 0.09 + 0.04 + 0.01) · 2 / 9 = 0.0667, so the
    // first is (1.2 − 1.6) / 0.2582 + 1.6 = 0.0508.
    let scores = (12...20).map { Float($0) / 10 }
    let expected = [
      0.0508, 0.4381, 0.8254, 1.2127, 1.6, 1.9873, 2.3746, 2.7619, 3.1492,
    ]
    #expect(near(Whitening.noShift.whiten(scores).values, expected, 5e-5))
  }

  @Test func fixedWhiteningMultipliesAndAdds() {
    let fixed = Whitening.fixed(gain: 0.5, bias: -1.5)
    #expect(near(fixed.whiten([1, 5, 7]).values, [-1, 1, 2]))
  }

  @Test func nearlyEqualScoresRaiseTheWarning() {
    #expect(Whitening.batch.whiten([1, 1.001], floor: 0.01).isBelowFloor)
    #expect(!Whitening.batch.whiten([1, 2], floor: 0.01).isBelowFloor)
  }

  @Test func equalScoresStayFinite() {
    #expect(Whitening.batch.whiten([2, 2, 2]).values == [0, 0, 0])
    #expect(Whitening.noShift.whiten([2, 2, 2]).values == [2, 2, 2])
  }
}
