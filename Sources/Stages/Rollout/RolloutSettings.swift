package import Objectives

/// How the answers of a rollout are drawn, and how their scores become rewards.
package struct RolloutSettings: Sendable {
  /// The temperature of sampling, and what every logit is divided by.
  package var temperature: Float
  /// The longest answer in tokens.
  package var maximumNewTokens: Int
  /// How many answers are drawn to each prompt.
  package var samples = 1
  /// β, the weight of the divergence from the starting policy.
  package var klCoefficient: Double
  /// How the selected scores are whitened.
  package var whitening: Whitening
  /// The standard deviation of scores below which whitening is warned of.
  package var deviationFloor: Double
  /// What an answer without an end loses after whitening.
  package var missingEOSPenalty: Float
  /// How many minibatches one pass over the answers has.
  package var minibatches: Int
  /// The number of tokens of one forward pass.
  package var microBatchTokens: Int
}
