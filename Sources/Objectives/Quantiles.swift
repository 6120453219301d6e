/// The sorted values of a sample, read at any height.
package struct Quantiles: Sendable {
  private let sorted: [Double]

  /// Sorts the values, of which there must be at least one.
  package init(of values: [Double]) {
    precondition(!values.isEmpty, "no values have no quantiles")
    sorted = values.sorted()
  }

  /// Returns the quantile by linear interpolation between order statistics.
  package func value(at share: Double) -> Double {
    let position = min(max(share, 0), 1) * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (sorted[upper] - sorted[lower]) * (position - Double(lower))
  }

  /// The middle of the values.
  package var median: Double { value(at: 0.5) }
  /// The smallest value.
  package var smallest: Double { sorted[0] }
  /// The largest value.
  package var largest: Double { sorted[sorted.count - 1] }
}
