import Objectives
import Testing

/// The worked example of the recipe (ppo-details, §13; CT-11), from penalty to whitened advantage.
///
/// T = 3, β 0.05, γ 1, λ 0.95, score 1.0; k1 = +0.4, −0.2, +0.2; V = 0.5, 0.6, 0.8.
struct PPOWorkedExampleTests {
  let values: [Float] = [0.5, 0.6, 0.8]
  let rewards = TokenRewards.rewards(
    score: 1, policy: [-1.0, -1.5, -0.3], reference: [-1.4, -1.3, -0.5], klCoefficient: 0.05)

  @Test func rewardsArePenaltiesWithTheScoreAtTheEnd() {
    // −0.05 · 0.4 = −0.02; −0.05 · −0.2 = +0.01; 1 − 0.05 · 0.2 = 0.99
    #expect(near(rewards, [-0.02, 0.01, 0.99]))
  }

  @Test func advantagesAndReturnsEqualTheTable() {
    let estimate = GeneralizedAdvantage().estimate(rewards: rewards, values: values)
    // δ_3 = 0.99 + 0 − 0.8 = 0.19; δ_2 = 0.01 + 0.8 − 0.6 = 0.21; δ_1 = −0.02 + 0.6 − 0.5 = 0.08
    // Â_3 = 0.19; Â_2 = 0.21 + 0.95 · 0.19 = 0.3905; Â_1 = 0.08 + 0.95 · 0.3905 = 0.450975
    #expect(near(estimate.advantages, [0.450975, 0.3905, 0.19]))
    #expect(near(estimate.returns, [0.950975, 0.9905, 0.99]))
  }

  @Test func whitenedAdvantagesEqualTheTable() {
    let estimate = GeneralizedAdvantage().estimate(rewards: rewards, values: values)
    let whitened = AdvantageWhitening.whiten(estimate.advantages, mask: TokenMask(all: 3))
    // mean 1.031475 / 3 = 0.343825; variance (0.01148 + 0.00218 + 0.02366) / 3 = 0.01244, sd 0.1115
    #expect(near(whitened, [0.96066, 0.41847, -1.37913], 1e-5))
  }

  @Test func undiscountedDecayGivesTheWholeReturn() {
    let estimate = GeneralizedAdvantage(decay: 1).estimate(rewards: rewards, values: values)
    // Â_1 = (−0.02 + 0.01 + 0.99) − 0.5 = 0.48
    #expect(near(Double(estimate.advantages[0]), 0.48))
  }

  @Test func discountShrinksLaterRewards() {
    let estimate = GeneralizedAdvantage(discount: 0.5, decay: 1)
      .estimate(rewards: [0, 0, 8], values: [0, 0, 0])
    #expect(estimate.advantages == [2, 4, 8])
  }
}
