/// How much two ratings on a scale of q categories agree, from 1 for equal down to 0.
package enum AgreementWeights: String, CaseIterable, Codable, Sendable {
  /// Equal or not; the coefficient is then called AC1.
  case identity
  /// `1 − |k − l| / (q − 1)`.
  case linear
  /// `1 − (k − l)² / (q − 1)²`.
  case quadratic
  /// `1 − C(|k − l| + 1, 2) / C(q, 2)`.
  case ordinal

  /// Returns the weight of a pair of categories.
  package func weight(_ first: Int, _ second: Int, categories: Int) -> Double {
    let distance = Double(abs(first - second))
    let span = Double(categories - 1)
    switch self {
    case .identity: return first == second ? 1 : 0
    case .linear: return 1 - distance / span
    case .quadratic: return 1 - distance * distance / (span * span)
    case .ordinal: return 1 - (distance + 1) * distance / ((span + 1) * span)
    }
  }

  /// Returns the weights of all pairs of categories.
  func table(categories: Int) -> [[Double]] {  // [categories, categories]
    (0..<categories).map { first in
      (0..<categories).map { weight(first, $0, categories: categories) }
    }
  }
}
