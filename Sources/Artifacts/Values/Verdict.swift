package import Labels

/// What a person says of a pair.
package enum Verdict: Codable, Hashable, Sendable {
  /// One answer is better, and by how much.
  case prefers(PairSide, PreferenceStrength)
  /// Both are as good.
  case tie
  /// Neither should ever be given.
  case bothBad
  /// The person cannot tell.
  case unsure
  /// The person does not want to judge this pair; somebody else is asked.
  case skip

  /// The better answer, if there is one.
  package var preferred: PairSide? {
    if case .prefers(let side, _) = self { side } else { nil }
  }

  /// How much better it is, if one is.
  package var strength: PreferenceStrength? {
    if case .prefers(_, let strength) = self { strength } else { nil }
  }

  /// The names by which verdicts are stored and exported.
  package enum Name: String, CaseIterable, Codable, Sendable {
    case first, second, tie, bothBad, unsure, skip
  }

  /// The name of this one; that of a side if a side is preferred.
  package var name: Name {
    switch self {
    case .prefers(.first, _): .first
    case .prefers(.second, _): .second
    case .tie: .tie
    case .bothBad: .bothBad
    case .unsure: .unsure
    case .skip: .skip
    }
  }

  /// Creates what a name and a strength mean; nil if they do not go together.
  package init?(_ name: Name, strength: PreferenceStrength?) {
    switch (name, strength) {
    case (.first, let strength?): self = .prefers(.first, strength)
    case (.second, let strength?): self = .prefers(.second, strength)
    case (.tie, nil): self = .tie
    case (.bothBad, nil): self = .bothBad
    case (.unsure, nil): self = .unsure
    case (.skip, nil): self = .skip
    default: return nil
    }
  }
}
