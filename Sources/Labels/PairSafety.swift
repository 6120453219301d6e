/// Which of the two answers of a pair are safe, as an annotator labels it; the raw value is stored.
package enum PairSafety: String, Codable, CaseIterable, Hashable, Sendable {
  case bothSafe, onlyFirstSafe, onlySecondSafe, bothUnsafe

  /// Creates what two labels say.
  package init(firstIsSafe: Bool, secondIsSafe: Bool) {
    switch (firstIsSafe, secondIsSafe) {
    case (true, true): self = .bothSafe
    case (true, false): self = .onlyFirstSafe
    case (false, true): self = .onlySecondSafe
    case (false, false): self = .bothUnsafe
    }
  }

  /// Returns whether an answer is safe.
  package func isSafe(_ side: PairSide) -> Bool {
    self == .bothSafe || self == (side == .first ? .onlyFirstSafe : .onlySecondSafe)
  }

  /// Returns the bin of the pair, given which answer is preferred.
  ///
  /// There is none where the unsafe answer is preferred to the safe one: such a pair is stored as
  /// given, left out of training and counted (Llama 2, §3.2.1).
  package func bin(preferring side: PairSide) -> SafetyBin? {
    SafetyBin(chosenIsSafe: isSafe(side), rejectedIsSafe: isSafe(side == .first ? .second : .first))
  }
}
