import Corpora
import Objectives

/// The prompts a judge applies to (recipe `evaluation.md` §4).
enum PromptSet: String {
  case helpfulness, safety, all

  /// Returns whether a prompt belongs to the set; the safety tag decides which judge applies.
  func holds(_ prompt: PromptRecord) -> Bool {
    switch self {
    case .helpfulness: !prompt.safety
    case .safety: prompt.safety
    case .all: true
    }
  }
}

/// A per-answer number, and the prompts over which it is reported.
struct JudgedQuantity {
  let name: String
  let prompts: PromptSet
  let value: (JudgedAnswer) -> Double

  /// Returns the answers to the prompts that the quantity covers.
  func answers(_ policy: JudgedPolicy) -> [JudgedAnswer] {
    policy.answers.filter { prompts.holds($0.prompt) }
  }

  /// The judges on the prompts they are meant for: gold first where it is known, then the models.
  static func judges(hasGold: Bool) -> [JudgedQuantity] {
    Judge.all(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .safety : .helpfulness, value: $0.value)
    }
  }

  /// The judges on each other's prompts, where they show what one kind of alignment costs the
  /// other.
  static func others(hasGold: Bool) -> [JudgedQuantity] {
    Judge.all(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .helpfulness : .safety, value: $0.value)
    }
  }

  /// The score that PPO and rejection sampling maximise.
  ///
  /// Two answers to one prompt may be scored by different reward models, so that their difference
  /// means nothing.
  static var selected: JudgedQuantity {
    JudgedQuantity(name: "selected score", prompts: .all) { Double($0.reward.selected.score) }
  }
  /// The score of the reward model that applies to the prompt.
  static var ofThePrompt: JudgedQuantity {
    JudgedQuantity(name: "reward model of the prompt", prompts: .all) { answer in
      let name = answer.prompt.safety ? RewardScores.safety : RewardScores.helpfulness
      return Double(answer.reward.scores[name])
    }
  }
  static var length: JudgedQuantity {
    JudgedQuantity(name: "length in tokens", prompts: .all) { Double($0.length) }
  }
}

/// A scorer of answers in one of two respects, helpfulness or safety.
private struct Judge {
  let name: String
  let isSafety: Bool
  let value: (JudgedAnswer) -> Double

  static func all(hasGold: Bool) -> [Judge] {
    let models = [
      Judge(name: "helpfulness score", isSafety: false) {
        Double($0.reward.scores[RewardScores.helpfulness])
      },
      Judge(name: "safety score", isSafety: true) { Double($0.reward.scores[RewardScores.safety]) },
    ]
    guard hasGold else { return models }
    return [
      Judge(name: "gold helpfulness", isSafety: false) { $0.gold?.helpfulness ?? .nan },
      Judge(name: "gold safety", isSafety: true) { $0.gold?.safety ?? .nan },
    ] + models
  }
}
