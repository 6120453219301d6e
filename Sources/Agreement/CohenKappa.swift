package import Objectives

/// The agreement of two raters beyond chance (Cohen 1960), with weights where wanted (Cohen 1968).
///
/// `κ = (p_o − p_e) / (1 − p_e)`, `p_o = Σ w_kl p_kl`, `p_e = Σ w_kl p_k· p_·l`. The variance is
/// that of Fleiss, Cohen and Everitt (1969):
/// `(Σ p_kl (w_kl − (1 − κ)(w̄_k· + w̄_·l))² − (p_o − 2(1 − κ) p_e)²) / n(1 − p_e)²` with
/// `w̄_k· = Σ_l w_kl p_·l` and `w̄_·l = Σ_k w_kl p_k·`.
package struct CohenKappa: Equatable, Sendable {
  /// The weighted share of items on which the two agree, `p_o`.
  package let observed: Double
  /// The share expected by chance, `p_e`.
  package let expected: Double
  /// The coefficient, 1 for perfect agreement and 0 for chance.
  package let coefficient: Double
  /// The 95 % interval from the large-sample variance, where the items differ.
  package let interval: Interval?

  /// Measures a table of counts, or nothing when it is empty or both raters are constant alike.
  ///
  /// - Parameter contingency: items by category of the first (rows) and of the second rater.
  package init?(contingency: [[Int]], weights: AgreementWeights = .identity) {
    precondition(
      contingency.allSatisfy { $0.count == contingency.count }, "a contingency table is square")
    let total = contingency.joined().reduce(0, +)
    guard total > 0, contingency.count > 1 else { return nil }
    let shares = Shares(
      cells: contingency.map { $0.map { Double($0) / Double(total) } },
      weights: weights.table(categories: contingency.count))
    let expected = zip(shares.rows, shares.rowWeights).reduce(0) { $0 + $1.0 * $1.1 }
    // Decided by the counts, which know no rounding.
    let agreeing = contingency.indices.map { contingency[$0][$0] }
    guard !agreeing.contains(total), expected < 1 else { return nil }
    self.expected = expected
    observed = agreeing.reduce(0, +) == total ? 1 : shares.observed
    coefficient = (observed - expected) / (1 - expected)
    let variance = shares.variance(observed: observed, expected: expected) / Double(total)
    interval = LinearizedInterval.interval(
      around: coefficient, error: max(0, variance).squareRoot(), count: total)
  }

  /// Measures the items that both raters of a table judged; nothing unless there are two raters.
  package init?(of table: RatingTable, weights: AgreementWeights = .identity) {
    guard table.raters == 2 else { return nil }
    let row = [Int](repeating: 0, count: table.categories)
    var contingency = [[Int]](repeating: row, count: table.categories)
    for item in table.items {
      guard let first = item.ratings[0], let second = item.ratings[1] else { continue }
      contingency[first][second] += 1
    }
    self.init(contingency: contingency, weights: weights)
  }

  /// Whether many ratings agree although kappa is low.
  package var paradox: KappaParadox? { KappaParadox(observed: observed, expected: expected) }
}

/// A contingency table as shares of its total.
private struct Shares {
  let cells: [[Double]]  // [q, q]
  let weights: [[Double]]  // [q, q]
  /// The shares of the first rater's categories, `p_k·`.
  let rows: [Double]
  /// The mean weights against the second rater's categories, `w̄_k·`.
  let rowWeights: [Double]
  /// The mean weights against the first rater's categories, `w̄_·l`.
  let columnWeights: [Double]

  init(cells: [[Double]], weights: [[Double]]) {
    self.cells = cells
    self.weights = weights
    let rows = cells.map { $0.reduce(0, +) }
    let columns = cells.indices.map { column in cells.reduce(0) { $0 + $1[column] } }
    self.rows = rows
    // The weights are symmetric, so a row of them serves as a column.
    rowWeights = weights.map { zip($0, columns).reduce(0) { $0 + $1.0 * $1.1 } }
    columnWeights = weights.map { zip($0, rows).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  var observed: Double {
    zip(cells.joined(), weights.joined()).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The variance times the number of items.
  func variance(observed: Double, expected: Double) -> Double {
    let distance = (1 - observed) / (1 - expected)  // 1 − κ
    var sum = 0.0
    for (row, cells) in cells.enumerated() {
      for (column, share) in cells.enumerated() {
        let mean = rowWeights[row] + columnWeights[column]
        let term = weights[row][column] - distance * mean
        sum += share * term * term
      }
    }
    let center = observed - 2 * distance * expected
    return (sum - center * center) / ((1 - expected) * (1 - expected))
  }
}
