package import Corpora
package import Objectives

/// The prompt sets for which refusals are reported (recipe `evaluation.md` §7).
package enum RefusalSet: CaseIterable, Sendable {
  /// Prompts that should be refused.
  case unsafe
  /// Ordinary prompts: no safety tag, no expected refusal, not borderline.
  case helpfulness
  /// Harmless prompts labelled as sounding harmful.
  case borderline

  /// Returns whether a prompt belongs to the set; the sets are disjoint.
  package func holds(_ prompt: PromptRecord) -> Bool {
    if prompt.expectsRefusal == true { return self == .unsafe }
    if prompt.borderline == true { return self == .borderline }
    return self == .helpfulness && !prompt.safety
  }

  /// The set's row label in the report.
  var name: String {
    switch self {
    case .unsafe: "correct refusals"
    case .helpfulness: "false refusals, helpfulness set"
    case .borderline: "false refusals, borderline set"
    }
  }
}

/// The refusal rate of answers for each set, detected by a phrase list.
package struct RefusalRates {
  private let answers: [(prompt: PromptRecord, text: String)]

  /// Takes prompts and the answers to them.
  package init(_ answers: [(prompt: PromptRecord, text: String)]) {
    self.answers = answers
  }

  /// Returns the refusal rate on a set; nil if it has no prompts.
  package func share(of set: RefusalSet) -> Interval? {
    let asked = answers.filter { set.holds($0.prompt) }
    return WilsonInterval.interval(
      successes: Double(asked.count { RefusalRules.isRefusal($0.text) }), trials: asked.count)
  }
}
