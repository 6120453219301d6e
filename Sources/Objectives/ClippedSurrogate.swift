import Foundation

/// The policy loss of PPO (Schulman et al. 2017), `mean max(−Â ρ, −Â clip(ρ, 1 ± ε))`.
///
/// `ρ = exp(log π_new − log π_old)`, and the mean runs over the tokens that count. There is no
/// entropy bonus and no second clip for negative advantages.
package struct ClippedSurrogate: Equatable, Sendable {
  /// The half-width ε of the interval in which ratios count.
  package let clipRange: Double

  /// Creates the loss.
  package init(clipRange: Double = 0.2) {
    precondition(clipRange > 0, "a clip range of \(clipRange) leaves no interval")
    self.clipRange = clipRange
  }

  /// Returns the loss, its gradient with respect to the new log-probabilities, and its health.
  ///
  /// `∂L/∂log π_new = −Â ρ / n` where the first term is the larger or the terms are equal, else 0.
  ///
  /// - Parameter totalTokens: the tokens of the whole minibatch when these are a part of it.
  package func value(of tokens: PolicyTokens, totalTokens: Int? = nil) -> SurrogateValue {
    let total = Double(totalTokens ?? tokens.mask.count)
    precondition(total > 0, "the clipped surrogate needs at least one token")
    var gradient = [Float](repeating: 0, count: tokens.updated.count)
    var sum = 0.0
    var health = SurrogateHealth()
    for index in tokens.mask.indices {
      let advantage = Double(tokens.advantages[index])
      let change = Double(tokens.updated[index]) - Double(tokens.old[index])
      let ratio = exp(change)
      let plain = -advantage * ratio
      let clipped = -advantage * min(max(ratio, 1 - clipRange), 1 + clipRange)
      sum += max(plain, clipped)
      if plain >= clipped { gradient[index] = Float(plain / total) }
      health.count(change: change, advantage: advantage, isClipped: clipped > plain)
    }
    return SurrogateValue(
      loss: ObjectiveValue(value: sum / total, gradient: gradient), health: health)
  }
}

/// The tokens of a minibatch as the policy loss sees them.
package struct PolicyTokens: Sendable {
  /// The log-probabilities under the policy being updated.
  package let updated: [Float]
  /// The log-probabilities under the policy that sampled.
  package let old: [Float]
  /// The advantages.
  package let advantages: [Float]
  /// The positions that count.
  package let mask: TokenMask

  /// Creates the tokens; the arrays must agree in length.
  package init(updated: [Float], old: [Float], advantages: [Float], mask: TokenMask) {
    let counts = [updated.count, old.count, advantages.count, mask.flags.count]
    precondition(
      Set(counts).count == 1, "new, old, advantages and mask have the lengths \(counts)")
    (self.updated, self.old, self.advantages, self.mask) = (updated, old, advantages, mask)
  }
}

/// A policy loss and what to look at beside it.
package struct SurrogateValue: Equatable, Sendable {
  /// The loss and its gradient with respect to the new log-probabilities.
  package let loss: ObjectiveValue
  /// Clip fractions, ratios and the divergence from the sampling policy.
  package let health: SurrogateHealth
}
