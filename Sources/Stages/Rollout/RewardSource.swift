package import Corpora
package import Objectives

/// What judges answers: reward models, a rule, or an oracle.
package protocol RewardSource {
  /// Returns what each answer is worth, in order; all scores are finite.
  func rewards(of answers: [AnswerToReward]) throws -> [AnswerReward]
}

/// An answer as a reward source sees it.
package struct AnswerToReward: Sendable {
  /// The prompt.
  package let prompt: PromptRecord
  /// The prompt's tokens, then the answer's.
  package let tokens: [Int32]
  /// The answer's text.
  package let text: String

  /// Creates an answer.
  package init(prompt: PromptRecord, tokens: [Int32], text: String) {
    self.prompt = prompt
    self.tokens = tokens
    self.text = text
  }

  /// Creates an answer that was drawn to a prompt.
  init(_ prompt: EncodedPrompt, _ answer: SampledAnswer) {
    self.init(prompt: prompt.record, tokens: prompt.tokens + answer.tokens, text: answer.text)
  }
}

/// What an answer is worth.
package struct AnswerReward: Sendable, Equatable {
  /// Every score that the source gives.
  package let scores: RewardScores
  /// The score that counts.
  package let selected: SelectedReward

  /// Creates a reward.
  package init(scores: RewardScores, selected: SelectedReward) {
    self.scores = scores
    self.selected = selected
  }

  /// Creates the reward of a source that has one score.
  init(_ name: String, _ score: Float) {
    self.init(scores: [name: score], selected: SelectedReward(score: score))
  }
}
