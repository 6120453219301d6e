package import Objectives

/// The share of pairs of ratings of one item that agree, not corrected for chance.
package struct PercentAgreement: Equatable, Sendable {
  /// The mean over items with two or more ratings of the share of agreeing pairs.
  package let observed: Double
  private let items: CountedItems

  /// Measures a table, or nothing without an item that two raters judged.
  package init?(of table: RatingTable, weights: AgreementWeights = .identity) {
    guard let items = CountedItems(table.counts, weights: weights) else { return nil }
    observed = items.observed
    self.items = items
  }

  /// The 95 % interval from the variance over items, where the items differ.
  package var interval: Interval? {
    let nothing = [Double](repeating: 0, count: items.rows.count)
    let interval = LinearizedInterval.interval(
      around: observed, contributions: items.contributions(expected: 0, itemExpected: nothing))
    // A share is not below 0, as a coefficient can be.
    return interval.map {
      Interval(value: $0.value, low: max(0, $0.low), high: $0.high, count: $0.count)
    }
  }
}
