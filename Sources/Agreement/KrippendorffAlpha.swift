package import Objectives

/// Agreement as the lack of disagreement beyond chance (Krippendorff 1970, 2011).
///
/// `α = 1 − D_o / D_e`. With the m ratings of each item that has two or more, n in all:
/// `D_o = 1/n · Σ_items 1/(m − 1) Σ_{c ≠ k} r_c r_k δ²_ck` and
/// `D_e = 1/n(n − 1) · Σ_{c ≠ k} n_c n_k δ²_ck`. Missing ratings are left out.
package struct KrippendorffAlpha: Equatable, Sendable {
  /// The observed disagreement, `D_o`.
  package let observedDisagreement: Double
  /// The disagreement expected by chance, `D_e`.
  package let expectedDisagreement: Double
  /// The coefficient, 1 for perfect agreement and 0 for chance.
  package let coefficient: Double
  private let terms: AlphaTerms

  /// Measures a table; nothing without a pair of ratings, or when all ratings are the same.
  package init?(of table: RatingTable, metric: DisagreementMetric) {
    let items = Coincidences(table.counts)
    guard items.total > 1 else { return nil }
    let terms = AlphaTerms(items, scale: table.scale, metric: metric)
    guard terms.expected > 0 else { return nil }
    let total = Double(items.total)
    observedDisagreement = terms.observed / total
    expectedDisagreement = terms.expected / (total * (total - 1))
    coefficient = 1 - observedDisagreement / expectedDisagreement
    self.terms = terms
  }

  /// The 95 % interval from the linearised variance over items, where the items differ.
  package var interval: Interval? {
    let derivatives = terms.derivatives
    return LinearizedInterval.interval(
      around: coefficient,
      contributions: derivatives.map { coefficient + $0 * Double(derivatives.count) })
  }
}

/// The sums behind alpha and how each item moves them.
///
/// With `A = Σ_items 1/(m − 1) Σ r_c r_k δ²_ck` and `E = Σ n_c n_k δ²_ck`, `α = 1 − (n − 1) A / E`.
/// The spread is that of `1 − n A / E`, whose derivative with respect to the weight of an item is
/// `−(m A / E + n dA / E − n A dE / E²)`: the infinitesimal jackknife (Jaeckel 1972), and for
/// metrics that do not depend on the ratings the variance of Gwet (2014, chapter 5).
private struct AlphaTerms: Equatable, Sendable {
  private let items: Coincidences
  private let metric: DisagreementMetric
  private let differences: [[Double]]  // [categories, categories]
  let observed: Double
  let expected: Double

  init(_ items: Coincidences, scale: [Double], metric: DisagreementMetric) {
    self.items = items
    self.metric = metric
    differences = metric.differences(scale: scale, totals: items.totals)
    let squares = differences.map { $0.map { $0 * $0 } }
    observed = items.sum(squares)
    let totals = items.totals.map(Double.init)
    expected = zip(totals, squares).reduce(0) { sum, row in
      sum + zip(totals, row.1).reduce(0) { $0 + row.0 * $1.0 * $1.1 }
    }
  }

  /// The derivative of alpha with respect to the weight of each item.
  var derivatives: [Double] {  // [items]
    let total = Double(items.total)
    let squares = differences.map { $0.map { $0 * $0 } }
    let moved = items.totals.indices.map(effect)
    return items.rows.map { row in
      let raters = row.reduce(0, +)
      let own = Coincidences([row]).sum(squares)
      let observedChange = own + zip(row, moved).reduce(0) { $0 + Double($1.0) * $1.1.observed }
      let expectedChange = zip(row, moved).reduce(0) { $0 + Double($1.0) * $1.1.expected }
      let change = Double(raters) * observed + total * observedChange
      return -(change - total * observed * expectedChange / expected) / expected
    }
  }

  /// Returns what one more rating of a category adds to A and E through the totals.
  private func effect(of category: Int) -> (observed: Double, expected: Double) {
    let totals = items.totals.map(Double.init)
    let slopes = differences.indices.map { first in
      differences.indices.map { second in
        2 * differences[first][second] * metric.sensitivity(first, second, to: category)
      }
    }
    let direct = zip(differences[category], totals).reduce(0) { $0 + $1.0 * $1.0 * $1.1 }
    let indirect = zip(totals, slopes).reduce(0) { sum, row in
      sum + zip(totals, row.1).reduce(0) { $0 + row.0 * $1.0 * $1.1 }
    }
    return (items.sum(slopes), 2 * direct + indirect)
  }
}
