import Foundation

/// Sums over the tokens of policy updates that tell whether PPO is well; they add across parts.
package struct SurrogateHealth: Codable, Equatable, Sendable {
  /// The number of tokens.
  package private(set) var tokens = 0
  /// The number of tokens with a negative advantage.
  package private(set) var negativeTokens = 0
  private var clipped = 0
  private var negativeClipped = 0
  private var ratioSum = 0.0
  private var squaredRatioSum = 0.0
  private var k2Sum = 0.0
  private var k3Sum = 0.0
  /// The smallest probability ratio.
  package private(set) var smallestRatio = Double.infinity
  /// The largest probability ratio.
  package private(set) var largestRatio = -Double.infinity

  /// Creates the health of no tokens.
  package init() {}

  /// The share of tokens whose gradient the clip removed.
  package var clipFraction: Double { Self.share(Double(clipped), of: tokens) }
  /// The clip fraction among tokens with a negative advantage.
  package var negativeClipFraction: Double {
    Self.share(Double(negativeClipped), of: negativeTokens)
  }
  /// The clip fraction among tokens with a positive or zero advantage.
  package var positiveClipFraction: Double {
    Self.share(Double(clipped - negativeClipped), of: tokens - negativeTokens)
  }
  /// The mean probability ratio, exactly 1 before the first update.
  package var meanRatio: Double { Self.share(ratioSum, of: tokens) }
  /// The population variance of the probability ratio.
  package var ratioVariance: Double {
    max(0, Self.share(squaredRatioSum, of: tokens) - meanRatio * meanRatio)
  }
  /// The divergence of the new from the old policy by the estimator k2.
  package var divergenceK2: Double { Self.share(k2Sum, of: tokens) }
  /// The divergence of the new from the old policy by the estimator k3, with `r = π_new / π_old`.
  package var divergenceK3: Double { Self.share(k3Sum, of: tokens) }

  /// Counts one token whose log-probability moved by `change`.
  package mutating func count(change: Double, advantage: Double, isClipped: Bool) {
    let ratio = exp(change)
    tokens += 1
    clipped += isClipped ? 1 : 0
    negativeTokens += advantage < 0 ? 1 : 0
    negativeClipped += isClipped && advantage < 0 ? 1 : 0
    ratioSum += ratio
    squaredRatioSum += ratio * ratio
    k2Sum += KLEstimators.k2(policy: 0, reference: change)
    k3Sum += KLEstimators.k3(policy: 0, reference: change)
    smallestRatio = min(smallestRatio, ratio)
    largestRatio = max(largestRatio, ratio)
  }

  /// Adds the tokens of another part of the batch.
  package mutating func add(_ other: SurrogateHealth) {
    tokens += other.tokens
    negativeTokens += other.negativeTokens
    clipped += other.clipped
    negativeClipped += other.negativeClipped
    ratioSum += other.ratioSum
    squaredRatioSum += other.squaredRatioSum
    k2Sum += other.k2Sum
    k3Sum += other.k3Sum
    smallestRatio = min(smallestRatio, other.smallestRatio)
    largestRatio = max(largestRatio, other.largestRatio)
  }

  private static func share(_ sum: Double, of count: Int) -> Double {
    count == 0 ? 0 : sum / Double(count)
  }
}
