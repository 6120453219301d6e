package import Corpora
package import Objectives

/// A source of rewards: reward models, a rule, or an oracle.
package protocol RewardSource {
  /// Returns the reward of each answer, in order; all scores are finite.
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

  /// Creates an answer from one that was sampled.
  init(_ prompt: EncodedPrompt, _ answer: SampledAnswer) {
    self.init(prompt: prompt.record, tokens: prompt.tokens + answer.tokens, text: answer.text)
  }
}

/// The reward of an answer.
package struct AnswerReward: Sendable, Equatable {
  /// Every score that the source gives.
  package let scores: RewardScores
  /// The selected score, the one that is optimised.
  package let selected: SelectedReward

  /// Creates a reward.
  package init(scores: RewardScores, selected: SelectedReward) {
    self.scores = scores
    self.selected = selected
  }

  /// Creates the reward of a source with a single score.
  init(_ name: String, _ score: Float) {
    self.init(scores: [name: score], selected: SelectedReward(score: score))
  }
}
