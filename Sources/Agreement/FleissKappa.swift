package import Objectives

/// The agreement of several raters beyond chance (Fleiss 1971), with weights where wanted.
///
/// `κ = (p_a − p_e) / (1 − p_e)` with `p_e = Σ_kl w_kl π_k π_l`; items may have any number of
/// ratings, of which the variance takes account (Gwet 2014, chapter 5).
package struct FleissKappa: Equatable, Sendable {
  /// The weighted share of agreeing pairs of ratings, `p_a`.
  package let observed: Double
  /// The share expected by chance, `p_e`.
  package let expected: Double
  /// The coefficient, 1 for perfect agreement and 0 for chance.
  package let coefficient: Double
  private let items: CountedItems

  /// Measures a table, or nothing when no item has two ratings or all ratings are the same.
  package init?(of table: RatingTable, weights: AgreementWeights = .identity) {
    guard let items = CountedItems(table.counts, weights: weights) else { return nil }
    let expected = zip(items.chanceWeights, items.prevalence).reduce(0) { $0 + $1.0 * $1.1 }
    guard expected < 1 else { return nil }
    observed = items.observed
    self.expected = expected
    coefficient = (observed - expected) / (1 - expected)
    self.items = items
  }

  /// The 95 % interval from the linearised variance, where the items differ.
  package var interval: Interval? {
    let itemExpected = items.means(of: items.chanceWeights)
    return LinearizedInterval.interval(
      around: coefficient,
      contributions: items.contributions(expected: expected, itemExpected: itemExpected))
  }

  /// Whether many ratings agree although kappa is low.
  package var paradox: KappaParadox? { KappaParadox(observed: observed, expected: expected) }
}
