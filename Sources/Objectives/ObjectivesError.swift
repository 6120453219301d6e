/// A fact about the data that makes an objective impossible to compute.
package enum ObjectivesError: Error, Equatable, CustomStringConvertible {
  /// A pair carries no preference strength although the margin depends on it.
  case missingStrength(row: Int)

  package var description: String {
    switch self {
    case .missingStrength(let row):
      "Pair \(row) has no preference strength, but the margin depends on it; "
        + "grade the pair, set the margin to 'none', or choose to count missing grades as 0."
    }
  }
}
