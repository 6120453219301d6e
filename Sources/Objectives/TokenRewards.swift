/// The reward of each token of one response: the KL penalty everywhere, the score at the end.
///
/// `r_t = −β (log π_old − log π_0)_t` for every token, and `r_{L−1} += z` (recipe: ppo-details,
/// §4). The penalty is the estimator k1 with its sign; it is not clamped at 0.
package enum TokenRewards {
  /// Returns the rewards of a response whose last token closes it.
  package static func rewards(
    score: Float, policy: [Float], reference: [Float], klCoefficient: Double
  ) -> [Float] {
    precondition(
      policy.count == reference.count && !policy.isEmpty,
      "token rewards of \(policy.count) policy and \(reference.count) reference log-probabilities")
    var rewards = zip(policy, reference).map { Float(-klCoefficient * (Double($0) - Double($1))) }
    rewards[rewards.count - 1] += score
    return rewards
  }
}
