package import Objectives

/// How responses are sampled, and how their scores become rewards.
package struct RolloutSettings: Sendable {
  /// The sampling temperature, which also divides the logits in training.
  package var temperature: Float
  /// The maximum response length in tokens.
  package var maximumNewTokens: Int
  /// The number of responses per prompt.
  package var samples = 1
  /// β, the weight of the KL penalty against the reference policy.
  package var klCoefficient: Double
  /// How the selected scores are whitened.
  package var whitening: Whitening
  /// The standard deviation of scores below which a metric warns of amplified noise.
  package var deviationFloor: Double
  /// The penalty subtracted after whitening from responses without EOS.
  package var missingEOSPenalty: Float
  /// The number of minibatches per epoch over the responses.
  package var minibatches: Int
  /// The micro-batch: tokens per forward pass.
  package var microBatchTokens: Int
}
