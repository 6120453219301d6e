/// A rule that gives any answer a score, such as whether it is right or has a form.
package struct RuleRewardSource: RewardSource {
  private let name: String
  private let rule: (AnswerToReward) -> Float

  /// Creates the source of a rule; its score has the given name.
  package init(_ name: String, rule: @escaping (AnswerToReward) -> Float) {
    self.name = name
    self.rule = rule
  }

  package func rewards(of answers: [AnswerToReward]) -> [AnswerReward] {
    answers.map { AnswerReward(name, rule($0)) }
  }
}
