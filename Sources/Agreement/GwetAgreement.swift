package import Objectives

/// Gwet's chance-corrected agreement between raters (Gwet 2008): AC1, or AC2 with weights.
///
/// `AC = (p_a − p_e) / (1 − p_e)`. With `r_ik` raters putting item i in category k:
/// `p_a` is the mean over items with two or more ratings of `Σ_k r_ik (r*_ik − 1) / r_i (r_i − 1)`
/// where `r*_ik = Σ_l w_kl r_il`; `p_e = Σ w_kl / q(q − 1) · Σ_k π_k (1 − π_k)` with
/// `π_k` the mean of `r_ik / r_i`.
package struct GwetAgreement: Equatable, Sendable {
  /// The weighted share of agreeing pairs of ratings, `p_a`.
  package let observed: Double
  /// The share expected by chance, `p_e`.
  package let expected: Double
  private let items: CountedItems
  /// `Σ w_kl / q(q − 1)`.
  private let chanceScale: Double
  /// The coefficient, 1 for perfect agreement and 0 for chance.
  package var coefficient: Double { (observed - expected) / (1 - expected) }

  /// Measures agreement, or nothing without an item that two raters judged.
  ///
  /// - Parameter ratings: for each item how many raters chose each category of the full scale.
  package init?(ratings: [[Int]], weights: AgreementWeights) {
    guard let items = CountedItems(ratings, weights: weights) else { return nil }
    let categories = items.prevalence.count
    let scale = items.weights.joined().reduce(0, +) / Double(categories * (categories - 1))
    observed = items.observed
    expected = scale * items.prevalence.reduce(0) { $0 + $1 * (1 - $1) }
    self.items = items
    chanceScale = scale
  }

  /// Measures the agreement of a table, or nothing without an item that two raters judged.
  package init?(of table: RatingTable, weights: AgreementWeights) {
    self.init(ratings: table.counts, weights: weights)
  }

  /// The 95 % interval from the linearised variance, where the items differ.
  package var interval: Interval? {
    let itemExpected = items.means(of: items.prevalence.map { chanceScale * (1 - $0) })
    return LinearizedInterval.interval(
      around: coefficient,
      contributions: items.contributions(expected: expected, itemExpected: itemExpected))
  }
}
