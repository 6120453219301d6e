/// What percent agreement, Fleiss' kappa and Gwet's coefficients have in common.
///
/// With `r_ik` of the `r_i` raters of item i choosing category k and weights `w_kl`:
/// `a_i = Σ_k r_ik (Σ_l w_kl r_il − 1) / r_i (r_i − 1)`, `p_a` is the mean of `a_i` over the items
/// with two or more ratings, `π_k` the mean of `r_ik / r_i` over the items with any.
struct CountedItems: Equatable, Sendable {
  /// The items with a rating.
  let rows: [[Int]]  // [items, categories]
  let weights: [[Double]]  // [categories, categories]
  /// The observed agreement, `p_a`.
  let observed: Double
  /// The prevalence of each category, `π_k`.
  let prevalence: [Double]  // [categories]

  /// The agreement of each item, nothing where there is one rating.
  private let itemAgreement: [Double?]  // [items]

  /// Counts the items, or returns nothing when no item has two ratings.
  init?(_ ratings: [[Int]], weights kind: AgreementWeights) {
    let rows = ratings.filter { $0.reduce(0, +) > 0 }
    guard let categories = rows.first?.count, categories > 1 else { return nil }
    precondition(
      rows.allSatisfy { $0.count == categories }, "every item needs \(categories) categories")
    let weights = kind.table(categories: categories)
    let agreement = rows.map { Self.agreement(of: $0, weights: weights) }
    let shared = agreement.compactMap(\.self)
    guard !shared.isEmpty else { return nil }
    self.rows = rows
    self.weights = weights
    itemAgreement = agreement
    observed = shared.reduce(0, +) / Double(shared.count)
    prevalence = (0..<categories).map { category in
      rows.reduce(0) { $0 + Double($1[category]) / Double($1.reduce(0, +)) } / Double(rows.count)
    }
  }

  private static func agreement(of item: [Int], weights: [[Double]]) -> Double? {
    let raters = Double(item.reduce(0, +))
    guard raters > 1 else { return nil }
    let agreeing = item.indices.map { category -> Double in
      let weighted = zip(weights[category], item).reduce(0) { $0 + $1.0 * Double($1.1) }
      return Double(item[category]) * (weighted - 1)
    }
    return agreeing.reduce(0, +) / (raters * (raters - 1))
  }

  /// The weight of each category against the prevalence of all, `Σ_l w_kl π_l`.
  var chanceWeights: [Double] {
    weights.map { row in zip(row, prevalence).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  /// Returns the mean of a number per category over the ratings of each item.
  func means(of values: [Double]) -> [Double] {  // [items]
    rows.map { row in
      zip(row, values).reduce(0) { $0 + Double($1.0) * $1.1 } / Double(row.reduce(0, +))
    }
  }

  /// Returns what each item contributes to `(p_a − p_e) / (1 − p_e)`, linearised (Gwet 2008).
  ///
  /// `x_i = n/n₂ · (a_i − p_e) / (1 − p_e) − 2 (1 − c)(e_i − p_e) / (1 − p_e)`, the first term only
  /// for the `n₂` items with two or more ratings; `e_i` is what the item adds to `p_e`.
  func contributions(expected: Double, itemExpected: [Double]) -> [Double] {
    let coefficient = (observed - expected) / (1 - expected)
    let share = Double(rows.count) / Double(itemAgreement.count { $0 != nil })
    return zip(itemAgreement, itemExpected).map { agreement, itemExpected in
      let agreeing = agreement.map { share * ($0 - expected) } ?? 0
      return (agreeing - 2 * (1 - coefficient) * (itemExpected - expected)) / (1 - expected)
    }
  }
}
