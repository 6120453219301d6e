package import Artifacts
package import Labels

/// The meaning of one key or button: which answer on the screen is better, and by how much.
///
/// 1 to 4 prefer A on the left, from significantly to negligibly; 5 to 8 prefer B, mirrored. The
/// other buttons prefer neither.
package enum Choice: String, CaseIterable, Sendable {
  case significantlyA = "1"
  case betterA = "2"
  case slightlyA = "3"
  case negligiblyA = "4"
  case negligiblyB = "5"
  case slightlyB = "6"
  case betterB = "7"
  case significantlyB = "8"
  case tie = "9"
  case bothBad = "0"
  case unsure
  case skip

  /// The key that makes the choice; a skip, which is rare, has none.
  package var key: String? {
    switch self {
    case .unsure: "?"
    case .skip: nil
    default: rawValue
    }
  }

  /// Whether the answer on the left is the better one; nil if neither is.
  package var isLeft: Bool? {
    guard strength != nil, let number = Int(rawValue) else { return nil }
    return number <= 4
  }

  /// How much better one answer is, if one is.
  package var strength: PreferenceStrength? {
    switch self {
    case .significantlyA, .significantlyB: .significantly
    case .betterA, .betterB: .better
    case .slightlyA, .slightlyB: .slightly
    case .negligiblyA, .negligiblyB: .negligible
    case .tie, .bothBad, .unsure, .skip: nil
    }
  }

  /// The words on the button.
  package var words: String {
    switch self {
    case .significantlyA, .significantlyB: "significantly better"
    case .betterA, .betterB: "better"
    case .slightlyA, .slightlyB: "slightly better"
    case .negligiblyA, .negligiblyB: "negligibly better"
    case .tie: "equally good"
    case .bothBad: "both bad"
    case .unsure: "cannot tell"
    case .skip: "skip this pair"
    }
  }

  /// Returns what the choice says of the question, given where each answer was shown.
  package func verdict(on question: Question) -> Verdict {
    if let strength {
      return .prefers(isLeft == question.firstIsLeft ? .first : .second, strength)
    }
    return switch self {
    case .tie: .tie
    case .bothBad: .bothBad
    case .skip: .skip
    default: .unsure
    }
  }

  /// Returns the choice that says what a verdict says.
  package init(_ verdict: Verdict, on question: Question) {
    guard let choice = Self.allCases.first(where: { $0.verdict(on: question) == verdict }) else {
      preconditionFailure("the choices are all sides with all strengths, and the rest")
    }
    self = choice
  }
}
