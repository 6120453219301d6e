import Foundation
import Labels

/// How the likelihood changes with the logarithm of each strength level's multiplier.
struct StrengthScore: Sendable {
  /// The derivative of the log-likelihood, by level.
  private var slopes = PreferenceStrength.allCases.map { _ in 0.0 }
  /// The sum of squared derivatives of single votes, an estimate of the information, by level.
  private var information = PreferenceStrength.allCases.map { _ in 0.0 }
  /// The votes for a side, by level.
  private var votes = PreferenceStrength.allCases.map { _ in 0.0 }

  /// The deviation of the normal prior of `log m`.
  static let deviation = 0.35
  /// No multiplier is further from 1 than by this factor's logarithm.
  static let bound = 1.0

  /// Adds the derivative of a vote's log-likelihood.
  mutating func add(_ slope: Double, for outcome: VoteOutcome) {
    let level = outcome.strength.rawValue
    slopes[level] += slope
    information[level] += slope * slope
    votes[level] += 1
  }

  /// Returns `log m` after a step of Fisher scoring, not decreasing and of mean 0 over the votes.
  func step(from logMultipliers: [Double]) -> [Double] {
    let precision = 1 / (Self.deviation * Self.deviation)
    let weights = information.map { $0 + precision }
    let moved = logMultipliers.indices.map {
      logMultipliers[$0] + (slopes[$0] - precision * logMultipliers[$0]) / weights[$0]
    }
    let monotone = Isotonic.fit(moved, weights: weights)
    // A common factor belongs to the reliabilities.
    let total = votes.reduce(0, +)
    guard total > 0 else { return logMultipliers.map { _ in 0 } }
    let mean = zip(monotone, votes).reduce(0) { $0 + $1.0 * $1.1 } / total
    return monotone.map { min(max($0 - mean, -Self.bound), Self.bound) }
  }
}
