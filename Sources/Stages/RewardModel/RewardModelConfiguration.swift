package import Objectives
package import Pipelines

/// The domain a reward model scores.
package enum RewardRole: String, Codable, CaseIterable, Sendable {
  case helpfulness, safety
}

/// The mixture of domains a reward model is trained on (recipe §6.3).
package enum RewardMixture: String, Codable, CaseIterable, Sendable {
  /// Half own-domain pairs for helpfulness, 90 % for safety; the rest from the other domain.
  case paper
  /// Own-domain pairs only.
  case own
  /// Every row once, regardless of domain.
  case all
}

/// The options of `reward-model`; the standard is the paper's (§3.2.2, recipe §6).
package struct RewardModelConfiguration: StageConfiguration, Hashable {
  /// The domain the model scores.
  package var role = RewardRole.helpfulness
  /// How preference strength sets the margin of the ranking loss; a row's own margin overrides it.
  package var margin = PreferenceMargin.small
  /// How a row with neither strength nor margin is handled when the loss uses margins.
  package var missingStrength = MissingStrengthRule.countAsZero
  /// The weight λ of the safety auxiliary loss; safety role only.
  package var safetyWeight = 1.0
  /// The mixture of domains to train on.
  package var mixture = RewardMixture.paper
  /// Batch size, epochs and micro-batches; a batch row is a pair.
  package var batch = BatchConfiguration(size: 512, epochs: 1)
  /// The optimizer.
  package var optimizer = OptimizerConfiguration(learningRate: 1e-5)
  /// The maximum length of prompt and answer in tokens; 0 is the model's context.
  package var maximumLength = 0
  /// The number of own-domain pairs sampled; 0 is all.
  package var pairLimit = 0
  /// The share of the conversations that is held out.
  package var heldOut = 0.1
  /// The seed of the held-out split; by default the pipeline's, shared by all stages.
  package var splitSeed: UInt64 = 0
  /// The number of steps between checkpoints; 0 is as often as 2 % of the time allows.
  package var checkpointInterval = 0

  /// The paper's settings.
  package static let standard = RewardModelConfiguration()

  package static let operationalOptions: Set = ["checkpointInterval"]

  package static let rules: [OptionRule<Self>] =
    [
      .choice(
        "role", RewardRole.self,
        "The domain the model scores. A pipeline trains one model per role on the same comparisons."
      ),
      .choice(
        "margin", PreferenceMargin.self,
        "How preference strength sets the margin of the ranking loss; a row's own margin overrides "
          + "it. Large margins separate strong preferences further."),
      .choice(
        "missingStrength", MissingStrengthRule.self,
        "How a row with neither strength nor margin is handled when the loss uses margins."
      ).idle("with margin: none") { options, _ in options.margin == .none },
      .number(
        "safetyWeight", 0...1_000,
        "The weight of the safety auxiliary loss, which classifies answers as safe or unsafe; 0 "
          + "disables it."
      ).idle("with role: helpfulness") { options, _ in options.role == .helpfulness },
      .choice(
        "mixture", RewardMixture.self,
        "The training mixture: the paper's shares of both domains, the own domain only, or every "
          + "row once. Use all if data is scarce."),
      .maximumLength(
        "The maximum length of prompt plus answer; 0 is the model's context, which also caps it. "
          + "Longer pairs are dropped and counted."),
      .limit(
        "pairLimit", "pairs",
        "How many own-domain pairs to sample at random; 0 is all. Set it to measure how "
          + "performance scales with data."),
      .heldOut("conversations"), .splitSeed, .trainingInterval("steps"),
    ] + BatchConfiguration.rules.inside("batch", \.batch)
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
  }

  /// The share of own-domain rows, if the mixture fixes it.
  var ownShare: Double? {
    switch mixture {
    case .paper: role == .helpfulness ? 0.5 : 0.9
    case .own: 1
    case .all: nil
    }
  }
}
