import Corpora
import Objectives
import Tokenization

/// An answer that may be chosen, as the pool keeps it for later rounds.
struct Candidate: Codable, Sendable, Hashable {
  var prompt: PromptRecord
  var answer: AnswerRecord
  var scores: RewardScores
  /// The round's place in the pool, 0 the newest.
  var age: Int
}

extension Dataset where Record == Candidate {
  static var candidates: Self { Self("candidates") }
}

/// A candidate in the competition of this round, with the score that counts in it.
struct Contender: Sendable {
  let candidate: Candidate
  let score: Float

  /// Lets an answer compete under the rewards of this round.
  init(_ prompt: PromptRecord, _ answer: AnswerRecord, _ reward: AnswerReward, age: Int) {
    candidate = Candidate(prompt: prompt, answer: answer, scores: reward.scores, age: age)
    score = reward.selected.score
  }
}

/// The candidates of one prompt, and the one that is kept.
struct JudgedPrompt: Sendable {
  let prompt: PromptRecord
  let candidates: [Candidate]
  let selected: [Float]
  let best: Int?

  /// Picks the best of the contenders by the configured rule.
  init(
    _ prompt: PromptRecord, _ contenders: [Contender],
    _ configuration: RejectionSamplingConfiguration
  ) {
    self.prompt = prompt
    candidates = contenders.map(\.candidate)
    selected = contenders.map(\.score)
    best = configuration.rule.best(
      helpfulness: candidates.map { $0.scores[RewardScores.helpfulness] },
      safety: candidates.map { $0.scores[RewardScores.safety] }, isTagged: prompt.safety,
      selection: configuration.selection)
  }

  /// The candidate that is kept.
  var winner: Candidate? { best.map { candidates[$0] } }

  /// The best answer as a demonstration.
  var demonstration: Demonstration? {
    winner.map {
      Demonstration(
        id: "best-" + prompt.id,
        messages: prompt.messages + [ChatMessage(.assistant, $0.answer.text)])
    }
  }
}
