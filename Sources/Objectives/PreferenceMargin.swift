package import Labels

/// The margin that a stronger preference asks of the ranking loss (Llama 2, Table 27).
///
/// A pair that came with a margin of its own has that one, whichever scale is chosen; the scales
/// speak for pairs of which only a strength is known. `none` means no margin for any pair.
package enum PreferenceMargin: String, CaseIterable, Codable, Sendable {
  case none
  case small
  case large

  /// Returns the margin for a strength, from Llama 2, Table 27.
  package func value(for strength: PreferenceStrength) -> Double {
    switch self {
    case .none: 0
    case .small: Double(strength.rawValue) / 3
    case .large: Double(strength.rawValue)
    }
  }

  /// Returns the margin of every pair, and how many pairs got theirs in which way.
  ///
  /// - Parameter own: the margins that came with the pairs; empty where none did.
  package func values(
    for strengths: [PreferenceStrength?], own: [Double?] = [],
    missing rule: MissingStrengthRule = .refuse
  ) throws(ObjectivesError) -> PairMargins {
    precondition(
      own.isEmpty || own.count == strengths.count,
      "\(own.count) margins beside \(strengths.count) strengths")
    var margins = PairMargins()
    for (row, strength) in strengths.enumerated() {
      let given = own.isEmpty ? nil : own[row]
      if self == .none {
        margins.leaveOut(hasOwn: given != nil, hasStrength: strength != nil)
      } else if let given {
        margins.take(own: given)
      } else if let strength {
        margins.take(value(for: strength))
      } else if rule == .refuse {
        throw .missingStrength(row: row)
      } else {
        margins.leaveOut(hasOwn: false, hasStrength: false)
      }
    }
    return margins
  }
}

/// What a pair without a strength or a margin of its own means while a margin is on.
package enum MissingStrengthRule: String, CaseIterable, Codable, Sendable {
  case refuse
  case countAsZero
}

/// The margins of pairs, and where they came from.
package struct PairMargins: Equatable, Sendable {
  /// The margin of each pair.
  package private(set) var values: [Float] = []
  /// The pairs whose margin came with them.
  package private(set) var own = 0
  /// The pairs whose margin is that of their strength.
  package private(set) var byStrength = 0
  /// The pairs with neither a strength nor a margin of their own; their margin is 0.
  package private(set) var missing = 0
  /// The pairs that came with a margin which counts for nothing, since the margin is `none`.
  package private(set) var unused = 0

  /// Creates the margins of no pairs.
  package init() {}

  fileprivate mutating func take(own margin: Double) {
    values.append(Float(margin))
    own += 1
  }

  fileprivate mutating func take(_ margin: Double) {
    values.append(Float(margin))
    byStrength += 1
  }

  fileprivate mutating func leaveOut(hasOwn: Bool, hasStrength: Bool) {
    values.append(0)
    if hasOwn { unused += 1 } else if !hasStrength { missing += 1 }
  }
}
