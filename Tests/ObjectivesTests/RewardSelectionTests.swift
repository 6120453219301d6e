import Foundation
import Objectives
import Testing

struct RewardSelectionTests {
  let selection = RewardSelection()

  func logit(_ probability: Double) -> Float { Float(log(probability / (1 - probability))) }

  /// CT-8: tag, R_s, R_h, the selected logit and its cause.
  @Test(arguments: [
    (false, 0.10, 0.90, -2.1972, RewardCause.belowThreshold),
    (false, 0.20, 0.90, 2.1972, .helpfulness),
    (false, 0.15, 0.50, 0, .helpfulness),
    (true, 0.60, 0.10, 0.4055, .safetyTag),
  ])
  func selectionFollowsThePaper(
    isTagged: Bool, safety: Double, helpfulness: Double, score: Double, cause: RewardCause
  ) {
    let reward = selection.select(
      helpfulness: logit(helpfulness), safety: logit(safety), isTagged: isTagged)
    #expect(near(Double(reward.score), score, 5e-5))
    #expect(reward.cause == cause)
  }

  @Test func thresholdIsTheUnroundedLogarithm() {
    #expect(selection.threshold == Float(log(0.15 / 0.85)))
    // The boundary is strict: one step below it the safety model decides.
    #expect(
      selection.select(helpfulness: 9, safety: selection.threshold.nextDown, isTagged: false).cause
        == .belowThreshold)
  }

  @Test func tagDecidesEvenAboveTheThreshold() {
    let reward = selection.select(helpfulness: -5, safety: 4, isTagged: true)
    #expect(reward == SelectedReward(score: 4, cause: .safetyTag))
    #expect(reward.cause?.isSafety == true)
  }

  @Test func saturatedScoresStayFinite() {
    // R = σ(200) rounds to 1, whose logit would be infinite; raw scores never get there.
    #expect(selection.select(helpfulness: 200, safety: 0, isTagged: false).score == 200)
  }
}
