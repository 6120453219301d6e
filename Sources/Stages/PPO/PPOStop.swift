import Foundation

/// Why PPO ends before its last iteration (recipe `ppo-details.md` §10).
package enum PPOStop: Hashable, Sendable {
  /// So many evaluations in a row brought no new best.
  case noImprovement(evaluations: Int)
  /// Answers are too far from the starting policy on average.
  case divergence(nats: Double, bound: Double)
  /// Too many answers have no end.
  case missingEnds(share: Double, bound: Double)
  /// What is named is infinite or not a number.
  case notFinite(String)

  /// Judges what a policy's answers came to: nil where all of it is within the bounds.
  ///
  /// A number that is not one is within no bound.
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

  /// What happened, as the rest of a sentence.
  var reason: String {
    switch self {
    case .noImprovement(let evaluations):
      "\(evaluations) evaluations in a row without improvement"
    case .divergence(let nats, let bound):
      String(
        format: "divergence: an answer was %.1f nats from the starting policy on average, beyond "
          + "klBound %g", nats, bound)
    case .missingEnds(let share, let bound):
      String(
        format: "the share of answers without an end was %.1f %%, above missingEOSBound %g",
        100 * share, bound)
    case .notFinite(let what): "\(what) was not a finite number"
    }
  }

  /// What a person can do about it.
  var advice: String {
    switch self {
    case .noImprovement: "raise patience"
    case .divergence: "lower the learning rate or raise klCoefficient"
    case .missingEnds:
      "raise maximumNewTokens, or train the policy longer to end its answers, or raise "
        + "missingEOSBound"
    case .notFinite: "look for weights or temperatures out of range, or lower the learning rate"
    }
  }
}

/// What the answers of one policy come to on average, as far as it decides whether to go on.
package struct AnswerMeans: Sendable {
  /// The selected score before whitening.
  let score: Double
  /// Σ log π/π₀ of an answer.
  let k1: Double
  /// The same by the estimator that is never negative.
  let k3: Double
  /// The share of answers without an end.
  let missingEnds: Double

  /// Creates means.
  package init(score: Double, k1: Double, k3: Double, missingEnds: Double) {
    (self.score, self.k1, self.k3, self.missingEnds) = (score, k1, k3, missingEnds)
  }
}
