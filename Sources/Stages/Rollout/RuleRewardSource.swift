/// A programmatic reward, such as correctness or format of an answer.
package struct RuleRewardSource: RewardSource {
  private let name: String
  private let rule: (AnswerToReward) -> Float

  /// Creates the source of a rule; its score bears the given name.
  package init(_ name: String, rule: @escaping (AnswerToReward) -> Float) {
    self.name = name
    self.rule = rule
  }

  package func rewards(of answers: [AnswerToReward]) -> [AnswerReward] {
    answers.map { AnswerReward(name, rule($0)) }
  }
}
