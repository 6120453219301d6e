import Corpora

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
    kinds(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .safety : .helpfulness, value: $0.value)
    }
  }

  /// The judges on the prompts of the others, where they say what aligning one way costs another.
  static func others(hasGold: Bool) -> [JudgedQuantity] {
    kinds(hasGold: hasGold).map {
      JudgedQuantity(name: $0.name, prompts: $0.isSafety ? .helpfulness : .safety, value: $0.value)
    }
  }

  /// The score that PPO and rejection sampling raise; of two answers to one prompt it may be that of
  /// different reward models, so that their difference means nothing.
  static var selected: JudgedQuantity {
    JudgedQuantity(name: "selected score", prompts: .all) { Double($0.selected) }
  }
  /// The score of the reward model that the prompt belongs to.
  static var ofThePrompt: JudgedQuantity {
    JudgedQuantity(name: "reward model of the prompt", prompts: .all) {
      Double($0.prompt.safety ? $0.scores.safety : $0.scores.helpfulness)
    }
  }
  static var length: JudgedQuantity {
    JudgedQuantity(name: "length in tokens", prompts: .all) { Double($0.length) }
  }

  private static func kinds(
    hasGold: Bool
  ) -> [(name: String, isSafety: Bool, value: (JudgedAnswer) -> Double)] {
    let models: [(name: String, isSafety: Bool, value: (JudgedAnswer) -> Double)] = [
      ("helpfulness score", false, { Double($0.scores.helpfulness) }),
      ("safety score", true, { Double($0.scores.safety) }),
    ]
    guard hasGold else { return models }
    return [
      ("gold helpfulness", false, { $0.gold?.helpfulness ?? .nan }),
      ("gold safety", true, { $0.gold?.safety ?? .nan }),
    ] + models
  }
}
