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

/// The candidates of one prompt, and the one that is kept.
struct JudgedPrompt: Sendable {
  let prompt: PromptRecord
  let candidates: [Candidate]
  let selected: [Float]
  let best: Int?

  /// Scores candidates by the piecewise rule, and picks by the configured one.
  init(
    _ prompt: PromptRecord, _ candidates: [Candidate],
    _ configuration: RejectionSamplingConfiguration
  ) {
    let selection = RewardSelection(probability: configuration.safetyThreshold)
    self.prompt = prompt
    self.candidates = candidates
    selected = candidates.map {
      selection.select(
        helpfulness: $0.scores.helpfulness, safety: $0.scores.safety, isTagged: prompt.safety
      ).score
    }
    best = configuration.rule.best(
      helpfulness: candidates.map(\.scores.helpfulness), safety: candidates.map(\.scores.safety),
      isTagged: prompt.safety, selection: selection)
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
