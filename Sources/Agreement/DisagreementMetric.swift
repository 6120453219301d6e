/// How far apart two ratings are, the difference function of Krippendorff (2011).
package enum DisagreementMetric: String, CaseIterable, Codable, Sendable {
  /// `δ² = 1` unless the categories are equal.
  case nominal
  /// `δ = Σ_{g from c to k} n_g − (n_c + n_k) / 2`, the ratings that lie between.
  case ordinal
  /// `δ = v_c − v_k`.
  case interval
  /// `δ = (v_c − v_k) / (v_c + v_k)`, for values that are not negative.
  case ratio

  /// Returns the differences δ of all pairs of categories.
  ///
  /// - Parameter totals: how often each category was chosen.
  func differences(scale: [Double], totals: [Int]) -> [[Double]] {  // [categories, categories]
    scale.indices.map { first in
      scale.indices.map { second in
        switch self {
        case .nominal: first == second ? 0 : 1
        case .ordinal: Double(Self.twiceBetween(first, second, totals)) / 2
        case .interval: scale[first] - scale[second]
        case .ratio: Self.ratio(scale[first], scale[second])
        }
      }
    }
  }

  /// Counts the ratings between two categories twice, so that halves stay whole numbers.
  private static func twiceBetween(_ first: Int, _ second: Int, _ totals: [Int]) -> Int {
    let all = totals[min(first, second)...max(first, second)].reduce(0, +)
    return 2 * all - totals[first] - totals[second]
  }

  private static func ratio(_ first: Double, _ second: Double) -> Double {
    precondition(first >= 0 && second >= 0, "a ratio scale has no \(min(first, second))")
    // Equal zeros do not differ.
    return first == second ? 0 : (first - second) / (first + second)
  }

  /// Returns `∂δ_ck / ∂n_g`, which only the ordinal metric has: 1 between, ½ at both ends.
  func sensitivity(_ first: Int, _ second: Int, to category: Int) -> Double {
    guard self == .ordinal, first != second else { return 0 }
    if category == first || category == second { return 0.5 }
    return (min(first, second)...max(first, second)).contains(category) ? 1 : 0
  }
}
