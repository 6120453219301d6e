import Foundation

/// Per-token estimates of `KL(policy ‖ reference)` from samples of the policy (Schulman 2020).
///
/// With `r = π_0 / π_θ`: k1 is unbiased and signed, k2 is biased and never negative, k3 is
/// unbiased and never negative.
package enum KLEstimators {
  /// Returns `k1 = −log r = log π_θ − log π_0`.
  package static func k1(policy: Double, reference: Double) -> Double {
    policy - reference
  }

  /// Returns `k2 = ½ (log r)²`.
  package static func k2(policy: Double, reference: Double) -> Double {
    let logRatio = reference - policy
    return logRatio * logRatio / 2
  }

  /// Returns `k3 = (r − 1) − log r`.
  package static func k3(policy: Double, reference: Double) -> Double {
    let logRatio = reference - policy
    return expm1(logRatio) - logRatio
  }

  /// Returns the sums of the three estimators over the tokens of one response.
  package static func sums(policy: [Float], reference: [Float]) -> KLSums {
    precondition(
      policy.count == reference.count,
      "divergence of \(policy.count) and \(reference.count) log-probabilities")
    var sums = KLSums()
    for (policy, reference) in zip(policy, reference) {
      sums.tokens += 1
      sums.k1 += k1(policy: Double(policy), reference: Double(reference))
      sums.k2 += k2(policy: Double(policy), reference: Double(reference))
      sums.k3 += k3(policy: Double(policy), reference: Double(reference))
    }
    return sums
  }
}

/// The estimated divergence of one response from a reference, in nats per sequence.
package struct KLSums: Equatable, Sendable {
  /// The number of tokens summed over.
  package fileprivate(set) var tokens = 0
  /// The sum of k1, the penalty PPO pays; it can be negative.
  package fileprivate(set) var k1 = 0.0
  /// The sum of k2.
  package fileprivate(set) var k2 = 0.0
  /// The sum of k3, the one to report.
  package fileprivate(set) var k3 = 0.0
}
