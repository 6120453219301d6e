import Foundation

/// Why PPO stops early (recipe `ppo-details.md` §10).
package enum PPOStop: Hashable, Sendable {
  /// This many consecutive evaluations without improvement.
  case noImprovement(evaluations: Int)
  /// The mean KL divergence from the initial policy exceeds its bound.
  case divergence(nats: Double, bound: Double)
  /// Too many responses are truncated, without EOS.
  case missingEnds(share: Double, bound: Double)
  /// The named quantity is NaN or infinite.
  case notFinite(String)

  /// Checks a policy's mean statistics; nil if all are within their bounds.
  ///
  /// NaN is outside every bound.
  package init?(_ means: AnswerMeans, _ configuration: PPOConfiguration) {
    if !means.score.isFinite {
      self = .notFinite("a score")
    } else if means.k1.isNaN || means.k3.isNaN {
      self = .notFinite("a log-probability")
    } else if !(means.k3 <= configuration.klBound) {
      self = .divergence(nats: means.k3, bound: configuration.klBound)
    } else if !(means.missingEnds <= configuration.missingEOSBound) {
      self = .missingEnds(share: means.missingEnds, bound: configuration.missingEOSBound)
    } else {
      return nil
    }
  }

  /// What happened, phrased to complete a sentence.
  var reason: String {
    switch self {
    case .noImprovement(let evaluations):
      "\(evaluations) evaluations in a row without improvement"
    case .divergence(let nats, let bound):
      String(
        format: "divergence: a response was %.1f nats from the initial policy on average, above "
          + "klBound %g", nats, bound)
    case .missingEnds(let share, let bound):
      String(
        format: "the share of truncated responses was %.1f %%, above missingEOSBound %g",
        100 * share, bound)
    case .notFinite(let what): "\(what) was not a finite number"
    }
  }

  /// What the user can do about it.
  var advice: String {
    switch self {
    case .noImprovement: "raise patience"
    case .divergence: "lower the learning rate or raise klCoefficient"
    case .missingEnds:
      "raise maximumNewTokens, or train the policy longer to end its responses, or raise "
        + "missingEOSBound"
    case .notFinite: "look for weights or temperatures out of range, or lower the learning rate"
    }
  }
}

/// The mean statistics of a policy's responses that decide whether training goes on.
package struct AnswerMeans: Sendable {
  /// The selected score before whitening.
  let score: Double
  /// The mean of Σ log π/π₀ over responses (k1).
  let k1: Double
  /// The same by k3, an estimator that is never negative.
  let k3: Double
  /// The share of responses without EOS.
  let missingEnds: Double

  /// Creates means.
  package init(score: Double, k1: Double, k3: Double, missingEnds: Double) {
    (self.score, self.k1, self.k3, self.missingEnds) = (score, k1, k3, missingEnds)
  }
}
