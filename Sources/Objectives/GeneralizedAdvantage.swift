/// Generalized advantage estimation (Schulman et al. 2016) over one response.
///
/// `δ_t = r_t + γ V_{t+1} − V_t`, `Â_t = δ_t + γλ Â_{t+1}`, with `V = 0` after the last token.
/// Returns are the advantages before any whitening plus the values they were computed from.
package struct GeneralizedAdvantage: AdvantageEstimator, Equatable {
  /// The discount γ of later rewards.
  package let discount: Double
  /// The decay λ of later temporal differences.
  package let decay: Double

  /// Creates an estimator.
  package init(discount: Double = 1, decay: Double = 0.95) {
    self.discount = discount
    self.decay = decay
  }

  package var readsValues: Bool { true }
  package var whitensMinibatches: Bool { true }

  package func estimates(of answers: [RewardedAnswer]) -> [AdvantageEstimate] {
    answers.map { estimate(rewards: $0.rewards, values: $0.values) }
  }

  /// Returns the advantages and returns of a response.
  ///
  /// - Parameter values: the value of the state before each token.
  package func estimate(rewards: [Float], values: [Float]) -> AdvantageEstimate {
    precondition(
      rewards.count == values.count,
      "advantages of \(rewards.count) rewards got \(values.count) values")
    var advantages = [Float](repeating: 0, count: rewards.count)
    var returns = advantages
    var next = (value: 0.0, advantage: 0.0)
    for step in rewards.indices.reversed() {
      let value = Double(values[step])
      let difference = Double(rewards[step]) + discount * next.value - value
      next = (value, difference + discount * decay * next.advantage)
      advantages[step] = Float(next.advantage)
      returns[step] = Float(next.advantage + value)
    }
    return AdvantageEstimate(advantages: advantages, returns: returns)
  }
}
