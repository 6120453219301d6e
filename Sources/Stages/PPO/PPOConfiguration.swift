package import Objectives
import Pipelines
package import Tensors

/// The options of `ppo`; the standard is the paper's (§3.2.3), and where it is silent the recipe's.
package struct PPOConfiguration: StageConfiguration, Hashable {
  /// How many iterations of rollout and update.
  package var iterations = 200
  /// How many prompts are answered in an iteration.
  package var batchSize = 512
  /// The most answers of one optimizer step; the minibatches of an iteration differ by at most one.
  package var minibatchSize = 64
  /// How often the answers of an iteration are gone through.
  package var epochs = 1
  /// The temperature of sampling, and what every logit is divided by.
  package var temperature: Float = 1
  /// The longest answer in tokens.
  package var maximumNewTokens = 1000
  /// β, the weight of the divergence from the starting policy.
  package var klCoefficient = 0.01
  /// γ of the advantages.
  package var discount = 1.0
  /// λ of the advantages.
  package var lambda = 0.95
  /// The clip of the policy's ratio.
  package var clipRange = 0.2
  /// The clip of the critic's change.
  package var valueClipRange = 0.2
  /// What the critic's loss is multiplied by.
  package var valueCoefficient = 0.1
  /// The safety probability below which safety decides the reward.
  package var safetyThreshold = 0.15
  /// How the selected scores of an iteration are whitened.
  package var whitening = WhiteningMode.batch
  /// The standard deviation of scores below which whitening is warned of.
  package var deviationFloor = 0.05
  /// What an answer without an end loses after whitening.
  package var missingEOSPenalty: Float = 1
  /// How many first iterations train the critic alone.
  package var criticWarmup = 5
  /// The policy's optimizer.
  package var optimizer = constant(1e-6)
  /// The critic's optimizer.
  package var criticOptimizer = constant(5e-6)
  /// How many iterations pass between evaluations on held-out prompts.
  package var evaluationInterval = 10
  /// How many held-out prompts, drawn at random, are answered in an evaluation; 0 is no evaluation.
  ///
  /// The policy of the best evaluation is published. Where no held-out prompts are given, a tenth
  /// of the prompts is held out for it. Without evaluation the last policy is published.
  package var evaluationPrompts = 256
  /// After how many evaluations in a row without a new best the run stops.
  package var patience = 5
  /// The mean divergence of an answer, in nats, beyond which the run stops.
  package var klBound = 30.0
  /// The share of answers without an end beyond which the run stops; 1 is never.
  package var missingEOSBound = 0.2
  /// The number of tokens of one forward and backward pass; it changes the last bits at most.
  package var microBatchTokens = 2048
  /// How exactly the operands of matrix products are read, in sampling, scoring and training.
  ///
  /// The samples of the report, before and after, are drawn in float32.
  package var precision = Precision.float32
  /// How many iterations pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0
  /// Whether checkpoints of a fixed interval also fall after a rollout and each minibatch.
  package var checkpointsParts = false

  /// The paper's settings.
  package static let standard = PPOConfiguration()

  /// How answers are drawn and rewarded.
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
          + "minibatchSize"
      )
    }
  }
}

/// The ways of whitening that a pipeline can ask for.
package enum WhiteningMode: String, Codable, CaseIterable, Sendable {
  /// Mean 0 and deviation 1 over the iteration.
  case batch
  /// Deviation 1, the mean kept.
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
