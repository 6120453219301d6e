/// How much better each token of some answers was than what was to be expected.
///
/// What is to be expected comes from a critic, or from other answers to the same prompt.
package protocol AdvantageEstimator: Sendable {
  /// Whether it reads the values of a critic, which learns the returns.
  var readsValues: Bool { get }
  /// Whether the advantages are to be whitened over each minibatch.
  var whitensMinibatches: Bool { get }
  /// Returns the estimates of all answers of a rollout, in order.
  func estimates(of answers: [RewardedAnswer]) -> [AdvantageEstimate]
}

/// The rewards of one answer, token by token.
package struct RewardedAnswer: Equatable, Sendable {
  /// The group it is in: answers drawn to one prompt have the same.
  package let group: Int
  /// The reward of each token.
  package let rewards: [Float]
  /// The critic's value of the state before each token; empty without a critic.
  package let values: [Float]

  /// Creates the rewards of an answer.
  package init(group: Int, rewards: [Float], values: [Float] = []) {
    self.group = group
    self.rewards = rewards
    self.values = values
  }

  /// The sum of the rewards.
  var total: Double { rewards.reduce(0) { $0 + Double($1) } }
}

/// What each token of a response was worth beyond what was expected.
package struct AdvantageEstimate: Equatable, Sendable {
  /// The advantages, not whitened.
  package let advantages: [Float]
  /// The targets of the critic; empty without one.
  package let returns: [Float]

  /// Creates an estimate.
  package init(advantages: [Float], returns: [Float] = []) {
    self.advantages = advantages
    self.returns = returns
  }
}
