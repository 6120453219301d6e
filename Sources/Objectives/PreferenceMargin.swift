/// The margin that a stronger preference asks of the ranking loss (Llama 2, Table 27).
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

  /// Returns the margin of every pair, and how many of them had no strength to look up.
  package func values(
    for strengths: [PreferenceStrength?], missing rule: MissingStrengthRule = .refuse
  ) throws(ObjectivesError) -> PairMargins {
    var values: [Float] = []
    var missing = 0
    for (row, strength) in strengths.enumerated() {
      if let strength {
        values.append(Float(value(for: strength)))
        continue
      }
      if self != .none, rule == .refuse { throw .missingStrength(row: row) }
      values.append(0)
      missing += 1
    }
    return PairMargins(values: values, missing: missing)
  }
}

/// What a pair without a strength means while a margin is on.
package enum MissingStrengthRule: String, CaseIterable, Codable, Sendable {
  case refuse
  case countAsZero
}

/// The margins of a batch of pairs.
package struct PairMargins: Equatable, Sendable {
  /// The margin of each pair.
  package let values: [Float]
  /// The number of pairs without a strength; their margin is 0.
  package let missing: Int

  /// Creates margins.
  package init(values: [Float], missing: Int) {
    self.values = values
    self.missing = missing
  }
}
