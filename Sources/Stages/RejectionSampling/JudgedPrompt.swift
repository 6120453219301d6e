import Corpora
import Objectives
import Tokenization

/// An eligible candidate as the pool stores it for later rounds.
struct Candidate: Codable, Sendable, Hashable {
  var prompt: PromptRecord
  var answer: AnswerRecord
  var scores: RewardScores
  /// The age of the candidate's round in the pool; 0 is the newest.
  var age: Int
}

extension Dataset where Record == Candidate {
  static var candidates: Self { Self("candidates") }
}

/// A candidate of this round's selection, with the score that ranks it.
struct Contender: Sendable {
  let candidate: Candidate
  let score: Float

  /// Scores a candidate with the current reward models.
  init(_ prompt: PromptRecord, _ answer: AnswerRecord, _ reward: AnswerReward, age: Int) {
    candidate = Candidate(prompt: prompt, answer: answer, scores: reward.scores, age: age)
    score = reward.selected.score
  }
}

/// The candidates of one prompt and the selected one.
struct JudgedPrompt: Sendable {
  let prompt: PromptRecord
  let candidates: [Candidate]
  let selected: [Float]
  let best: Int?

  /// Selects the best candidate by the configured rule.
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

  /// The selected candidate.
  var winner: Candidate? { best.map { candidates[$0] } }

  /// The best candidate as a demonstration for fine-tuning.
  var demonstration: Demonstration? {
    winner.map {
      Demonstration(
        id: "best-" + prompt.id,
        messages: prompt.messages + [ChatMessage(.assistant, $0.answer.text)])
    }
  }
}
