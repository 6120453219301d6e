import Labels

/// What a vote says, without who said it of what: a side at one of four strengths, or a tie.
struct VoteOutcome: Hashable, Sendable {
  /// The side preferred; none for a tie.
  let preferred: PairSide?
  /// How much better it is, `negligible` for a tie.
  let strength: PreferenceStrength

  /// Every outcome, in the order of `index`.
  static let all: [VoteOutcome] =
    PreferenceStrength.allCases.flatMap { strength in
      PairSide.allCases.map { VoteOutcome(preferred: $0, strength: strength) }
    } + [VoteOutcome(preferred: nil, strength: .negligible)]

  /// The position in `all`.
  var index: Int {
    guard let preferred else { return 2 * PreferenceStrength.allCases.count }
    return 2 * strength.rawValue + (preferred == .first ? 0 : 1)
  }

  /// The direction of the evidence: 1 for the first side, −1 for the second, 0 for a tie.
  var sign: Double {
    guard let preferred else { return 0 }
    return preferred == .first ? 1 : -1
  }

  /// Returns what several votes of one annotator on one item say together.
  ///
  /// They are one opinion, not several: the side they name more often, at the weakest strength
  /// given for it.
  static func merged(_ outcomes: some Sequence<VoteOutcome>) -> VoteOutcome {
    let lead = outcomes.reduce(0) { $0 + $1.sign }
    guard lead != 0 else { return VoteOutcome(preferred: nil, strength: .negligible) }
    let side: PairSide = lead > 0 ? .first : .second
    let strengths = outcomes.lazy.filter { $0.preferred == side }.map(\.strength)
    return VoteOutcome(preferred: side, strength: strengths.min() ?? .negligible)
  }
}
