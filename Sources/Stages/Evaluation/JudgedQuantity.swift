import Corpora
import Objectives

/// The prompts that a judge is for (recipe `evaluation.md` §4).
enum PromptSet: String {
  case helpfulness, safety, all

  /// Returns whether a prompt belongs to the set: the safety tag says which judge it has.
  func holds(_ prompt: PromptRecord) -> Bool {
    switch self {
    case .helpfulness: !prompt.safety
    case .safety: prompt.safety
    case .all: true
    }
  }
}

/// A number that every answer has, and the prompts among which it is looked at.
struct JudgedQuantity {
  let name: String
  let prompts: PromptSet
  let value: (JudgedAnswer) -> Double

  /// Returns the answers to the prompts of the quantity.
  func answers(_ policy: JudgedPolicy) -> [JudgedAnswer] {
    policy.answers.filter { prompts.holds($0.prompt) }
  }

  /// The judges on the prompts that they are for: truth first where it is known, then the models.
  static func judges(hasGold: Bool) -> [JudgedQuantity] {
    Judge.all(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .safety : .helpfulness, value: $0.value)
    }
  }

  /// The judges on the prompts of the others, where they say what aligning one way costs another.
  static func others(hasGold: Bool) -> [JudgedQuantity] {
    Judge.all(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .helpfulness : .safety, value: $0.value)
    }
  }

  /// The score that PPO and rejection sampling raise; of two answers to one prompt it may be that
  /// of different reward models, so that their difference means nothing.
  static var selected: JudgedQuantity {
    JudgedQuantity(name: "selected score", prompts: .all) { Double($0.reward.selected.score) }
  }
  /// The score of the reward model that the prompt belongs to.
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

/// Who says how good an answer is, in one of two respects.
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
