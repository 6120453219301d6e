/// A fact about the data that makes an objective impossible to compute.
package enum ObjectivesError: Error, Equatable, CustomStringConvertible {
  /// A pair carries neither a strength nor a margin although the ranking loss asks for one.
  case missingStrength(row: Int)

  package var description: String {
    switch self {
    case .missingStrength(let row):
      "Pair \(row) has neither a preference strength nor a margin of its own, but the "
        + "ranking loss asks for one; grade the pair, set the margin to 'none', or choose to count "
        + "missing grades as 0."
    }
  }
}
