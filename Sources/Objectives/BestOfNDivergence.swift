import Foundation

/// The divergence of best-of-n sampling from the policy it samples (Stiennon et al. 2020).
package enum BestOfNDivergence {
  /// Returns `ln n − (n − 1)/n` in nats, an upper bound when answers can tie.
  package static func value(samples: Int) -> Double {
    precondition(samples > 0, "best of \(samples) needs a sample")
    let count = Double(samples)
    return log(count) - (count - 1) / count
  }
}
