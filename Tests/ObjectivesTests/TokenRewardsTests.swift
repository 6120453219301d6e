import Objectives
import Testing

struct TokenRewardsTests {
  @Test func scoreStandsOnTheClosingTokenOnly() {
    let rewards = TokenRewards.rewards(
      score: -2.5, policy: [-1, -1, -1, -1], reference: [-1, -1, -1, -1], klCoefficient: 0.1)
    #expect(rewards == [0, 0, 0, -2.5])
  }

  @Test func movingTowardsTheReferenceIsRewarded() {
    // The penalty is signed: k1 = −2 − (−1) = −1, so r = +0.5.
    let rewards = TokenRewards.rewards(score: 0, policy: [-2], reference: [-1], klCoefficient: 0.5)
    #expect(rewards == [0.5])
  }
}
