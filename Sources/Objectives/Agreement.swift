/// Gwet's chance-corrected agreement between raters (Gwet 2008): AC1, or AC2 with weights.
///
/// `AC = (p_a − p_e) / (1 − p_e)`. With `r_ik` raters putting item i in category k:
/// `p_a` is the mean over items with two or more ratings of `Σ_k r_ik (r*_ik − 1) / r_i (r_i − 1)`
/// where `r*_ik = Σ_l w_kl r_il`; `p_e = Σ w_kl / q(q − 1) · Σ_k π_k (1 − π_k)` with
/// `π_k` the mean of `r_ik / r_i`.
package struct Agreement: Equatable, Sendable {
  /// The weighted share of agreeing pairs of ratings, `p_a`.
  package let observed: Double
  /// The share expected by chance, `p_e`.
  package let expected: Double
  /// The coefficient, 1 for perfect agreement and 0 for chance.
  package var coefficient: Double { (observed - expected) / (1 - expected) }

  /// Measures agreement, or nothing without an item that two raters judged.
  ///
  /// - Parameter ratings: for each item how many raters chose each category of the full scale.
  package init?(ratings: [[Int]], weights: AgreementWeights) {
    let rated = ratings.filter { $0.reduce(0, +) > 0 }
    let shared = rated.filter { $0.reduce(0, +) >= 2 }
    guard let categories = rated.first?.count, categories > 1, !shared.isEmpty else { return nil }
    precondition(
      rated.allSatisfy { $0.count == categories }, "every item needs \(categories) categories")
    let table = (0..<categories).map { first in
      (0..<categories).map { weights.weight(first, $0, categories: categories) }
    }
    let itemAgreement = shared.map { Self.agreement(of: $0, weights: table) }
    observed = itemAgreement.reduce(0, +) / Double(shared.count)
    expected = Self.chance(rated, weights: table)
  }

  private static func agreement(of item: [Int], weights: [[Double]]) -> Double {
    let raters = Double(item.reduce(0, +))
    let agreeing = item.indices.map { category -> Double in
      let weighted = zip(weights[category], item).reduce(0) { $0 + $1.0 * Double($1.1) }
      return Double(item[category]) * (weighted - 1)
    }
    return agreeing.reduce(0, +) / (raters * (raters - 1))
  }

  private static func chance(_ items: [[Int]], weights: [[Double]]) -> Double {
    let categories = weights.count
    let prevalence = (0..<categories).map { category in
      items.reduce(0) { $0 + Double($1[category]) / Double($1.reduce(0, +)) } / Double(items.count)
    }
    let weightSum = weights.joined().reduce(0, +)
    let spread = prevalence.reduce(0) { $0 + $1 * (1 - $1) }
    return weightSum / Double(categories * (categories - 1)) * spread
  }
}
