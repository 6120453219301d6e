/// Which of the chosen and the rejected answer is safe: the three bins of Llama 2, §3.2.1.
///
/// A safe answer rejected for an unsafe one has no bin; such a row is never trained on.
package enum SafetyBin: String, Codable, CaseIterable, Hashable, Sendable {
  case chosenSafe, bothSafe, bothUnsafe

  /// Creates the bin of two labels, or nothing for a row that the recipe excludes (§3.2.1).
  package init?(chosenIsSafe: Bool, rejectedIsSafe: Bool) {
    switch (chosenIsSafe, rejectedIsSafe) {
    case (true, true): self = .bothSafe
    case (true, false): self = .chosenSafe
    case (false, false): self = .bothUnsafe
    case (false, true): return nil
    }
  }

  /// Whether the chosen answer is safe.
  package var chosenIsSafe: Bool { self != .bothUnsafe }
  /// Whether the rejected answer is safe.
  package var rejectedIsSafe: Bool { self == .bothSafe }
}
