/// The critic's loss of PPO, `½ mean max((V − R)², (clip(V, V_old ± ε) − R)²)`.
///
/// Ziegler et al. 2019; the mean runs over the tokens that count.
package struct ClippedValueLoss: Equatable, Sendable {
  /// How far a value may move from the old one before its gradient stops.
  package let clipRange: Double

  /// Creates the loss.
  package init(clipRange: Double = 0.2) {
    precondition(clipRange > 0, "a clip range of \(clipRange) leaves no interval")
    self.clipRange = clipRange
  }

  /// Returns the loss, its gradient with respect to the new values, and its health.
  ///
  /// `∂L/∂V = (V − R) / n` where the unclipped error is the larger or equal, else 0.
  ///
  /// - Parameter totalTokens: the tokens of the whole minibatch when these are a part of it.
  package func value(of tokens: ValueTokens, totalTokens: Int? = nil) -> ValueLoss {
    let total = Double(totalTokens ?? tokens.mask.count)
    precondition(total > 0, "the value loss needs at least one token")
    var gradient = [Float](repeating: 0, count: tokens.updated.count)
    var sum = 0.0
    var clippedTokens = 0
    for index in tokens.mask.indices {
      let (updated, old) = (Double(tokens.updated[index]), Double(tokens.old[index]))
      let target = Double(tokens.returns[index])
      let plain = updated - target
      let clipped = min(max(updated, old - clipRange), old + clipRange) - target
      sum += max(plain * plain, clipped * clipped) / 2
      if clipped * clipped > plain * plain {
        clippedTokens += 1
      } else {
        gradient[index] = Float(plain / total)
      }
    }
    return ValueLoss(
      loss: ObjectiveValue(value: sum / total, gradient: gradient),
      clippedTokens: clippedTokens, tokens: tokens.mask.count)
  }
}

/// The tokens of a minibatch as the critic's loss sees them.
package struct ValueTokens: Sendable {
  /// The values under the critic being updated.
  package let updated: [Float]
  /// The values at the time of sampling.
  package let old: [Float]
  /// The returns to predict.
  package let returns: [Float]
  /// The positions that count.
  package let mask: TokenMask

  /// Creates the tokens; the arrays must agree in length.
  package init(updated: [Float], old: [Float], returns: [Float], mask: TokenMask) {
    let counts = [updated.count, old.count, returns.count, mask.flags.count]
    precondition(Set(counts).count == 1, "new, old, returns and mask have the lengths \(counts)")
    (self.updated, self.old, self.returns, self.mask) = (updated, old, returns, mask)
  }
}

/// A critic's loss and how often its clip was active.
package struct ValueLoss: Equatable, Sendable {
  /// The loss and its gradient with respect to the new values.
  package let loss: ObjectiveValue
  /// The number of tokens whose gradient the clip removed.
  package let clippedTokens: Int
  /// The number of tokens.
  package let tokens: Int

  /// The share of tokens whose gradient the clip removed.
  package var clipFraction: Double { tokens == 0 ? 0 : Double(clippedTokens) / Double(tokens) }
}
