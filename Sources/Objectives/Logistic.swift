import Foundation

/// The logistic function and its relatives, stable for arguments of any size.
package enum Logistic {
  /// Returns `σ(x) = 1 / (1 + exp(−x))`.
  package static func sigmoid(_ x: Double) -> Double {
    guard x < 0 else { return 1 / (1 + exp(-x)) }
    let power = exp(x)
    return power / (1 + power)
  }

  /// Returns `softplus(x) = log(1 + exp(x))`, which is `−log σ(−x)`.
  package static func softplus(_ x: Double) -> Double {
    max(x, 0) + log1p(exp(-abs(x)))
  }

  /// Returns `logit(p) = log(p / (1 − p))`, the inverse of `sigmoid`.
  package static func logit(_ probability: Double) -> Double {
    log(probability / (1 - probability))
  }
}
