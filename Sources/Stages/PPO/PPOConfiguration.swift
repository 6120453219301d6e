package import Objectives
import Pipelines
package import Tensors

/// The options of `ppo`; the defaults are the paper's (§3.2.3), or the recipe's where it is silent.
package struct PPOConfiguration: StageConfiguration, Hashable {
  /// The number of iterations of rollout and update.
  package var iterations = 200
  /// The number of prompts per rollout.
  package var batchSize = 512
  /// The maximum minibatch size; the minibatches of an iteration differ by at most one response.
  package var minibatchSize = 64
  /// The number of epochs over the responses of a rollout.
  package var epochs = 1
  /// The sampling temperature, which also divides the logits in training.
  package var temperature: Float = 1
  /// The maximum response length in tokens.
  package var maximumNewTokens = 1000
  /// β, the weight of the KL penalty against the initial policy.
  package var klCoefficient = 0.01
  /// γ of generalised advantage estimation.
  package var discount = 1.0
  /// λ of generalised advantage estimation.
  package var lambda = 0.95
  /// ε of the clipped surrogate: the clip range of the probability ratio.
  package var clipRange = 0.2
  /// The clip range of the value loss.
  package var valueClipRange = 0.2
  /// The coefficient of the value loss.
  package var valueCoefficient = 0.1
  /// The safety probability below which the safety score is the reward.
  package var safetyThreshold = 0.15
  /// How the selected scores of an iteration are whitened.
  package var whitening = WhiteningMode.batch
  /// The standard deviation of scores below which a metric warns of amplified noise.
  package var deviationFloor = 0.05
  /// The penalty subtracted after whitening from responses without EOS.
  package var missingEOSPenalty: Float = 1
  /// The number of initial iterations that train only the critic.
  package var criticWarmup = 5
  /// The policy's optimizer.
  package var optimizer = constant(1e-6)
  /// The critic's optimizer.
  package var criticOptimizer = constant(5e-6)
  /// The number of iterations between evaluations on held-out prompts.
  package var evaluationInterval = 10
  /// The number of held-out prompts, drawn at random, per evaluation; 0 disables evaluation.
  ///
  /// The policy of the best evaluation is published. If no held-out prompts are given, up to a
  /// tenth of the prompts is held out for it. Without evaluation the last policy is published.
  package var evaluationPrompts = 256
  /// The number of consecutive evaluations without improvement after which training stops.
  package var patience = 5
  /// The mean KL divergence per response, in nats, above which training stops.
  package var klBound = 30.0
  /// The share of responses without EOS above which training stops; 1 is never.
  package var missingEOSBound = 0.2
  /// The micro-batch: tokens per forward and backward pass; its size affects results only by
  /// rounding.
  package var microBatchTokens = 2048
  /// The operand precision of matrix products in sampling, scoring and training.
  ///
  /// The report's samples, before and after, are always drawn in float32.
  package var precision = Precision.float32
  /// How many iterations pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0
  /// Whether checkpoints at a fixed interval also follow each rollout and each minibatch.
  package var checkpointsParts = false

  /// The paper's settings.
  package static let standard = PPOConfiguration()

  /// The rollout's settings: sampling and rewards.
  package var rollout: RolloutSettings {
    RolloutSettings(
      temperature: temperature, maximumNewTokens: maximumNewTokens, klCoefficient: klCoefficient,
      whitening: whitening.whitening, deviationFloor: deviationFloor,
      missingEOSPenalty: missingEOSPenalty,
      minibatches: (batchSize + minibatchSize - 1) / minibatchSize,
      microBatchTokens: microBatchTokens)
  }

  /// How rewards become advantages.
  package var advantages: GeneralizedAdvantage {
    GeneralizedAdvantage(discount: discount, decay: lambda)
  }

  private static func constant(_ rate: Double) -> OptimizerConfiguration {
    var optimizer = OptimizerConfiguration(learningRate: rate)
    optimizer.schedule = .constant
    return optimizer
  }

  package static let operationalOptions: Set = ["checkpointInterval", "checkpointsParts"]

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
    try criticOptimizer.validate()
    guard minibatchSize <= batchSize else {
      throw StagesError.option(
        "minibatchSize is \(minibatchSize), more than batchSize, which is \(batchSize); lower "
          + "minibatchSize")
    }
  }
}

/// The whitening modes that a pipeline can choose.
package enum WhiteningMode: String, Codable, CaseIterable, Sendable {
  /// Mean 0 and standard deviation 1 over the iteration.
  case batch
  /// Standard deviation 1, with the mean kept.
  case noShift
  /// Scores as they are.
  case none

  /// The transformation; `none` is gain 1 and bias 0.
  var whitening: Whitening {
    switch self {
    case .batch: .batch
    case .noShift: .noShift
    case .none: .fixed(gain: 1, bias: 0)
    }
  }
}
