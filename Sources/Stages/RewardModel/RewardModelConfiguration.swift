package import Objectives
package import Pipelines

/// What a reward model judges by.
package enum RewardRole: String, Codable, CaseIterable, Sendable {
  case helpfulness, safety
}

/// Which comparisons a reward model is trained on (recipe §6.3).
package enum RewardMixture: String, Codable, CaseIterable, Sendable {
  /// Half from the own domain for helpfulness, 90 % for safety; the rest from the other domain.
  case paper
  /// The own domain alone.
  case own
  /// Every row once, whatever its domain.
  case all
}

/// The options of `reward-model`; the standard is the paper's (§3.2.2, recipe §6).
package struct RewardModelConfiguration: StageConfiguration, Hashable {
  /// What the model judges by.
  package var role = RewardRole.helpfulness
  /// How a strength becomes a margin of the ranking loss; a row's own margin goes before it.
  package var margin = PreferenceMargin.small
  /// What happens to a row with neither a strength nor a margin where the loss asks for one.
  package var missingStrength = MissingStrengthRule.countAsZero
  /// The weight λ of the safety auxiliary loss; used by the safety role alone.
  package var safetyWeight = 1.0
  /// Which comparisons are used.
  package var mixture = RewardMixture.paper
  /// How pairs go through the model; the rows of a batch are pairs.
  package var batch = BatchConfiguration(size: 512, epochs: 1)
  /// How the weights move.
  package var optimizer = OptimizerConfiguration(learningRate: 1e-5)
  /// The longest prompt and answer in tokens; 0 is the model's context.
  package var maximumLength = 0
  /// The number of own-domain pairs used, drawn at random; 0 is all.
  package var pairLimit = 0
  /// The share of the conversations that is held out.
  package var heldOut = 0.1
  /// The seed that says which conversations are held out; by default the pipeline's, for all alike.
  package var splitSeed: UInt64 = 0
  /// How many steps pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0

  /// The paper's settings.
  package static let standard = RewardModelConfiguration()

  package static let operationalOptions: Set = ["checkpointInterval"]

  package static let rules: [OptionRule<Self>] =
    [
      .choice(
        "role", RewardRole.self,
        "What the model judges by. A pipeline trains one model of each role on the same "
          + "comparisons."
      ),
      .choice(
        "margin", PreferenceMargin.self,
        "How a strength becomes a margin of the ranking loss; a row's own margin goes before it. "
          + "Large ones part strong preferences further."),
      .choice(
        "missingStrength", MissingStrengthRule.self,
        "What happens to a row with neither strength nor margin where the loss asks for one."
      ).idle("with margin: none") { options, _ in options.margin == .none },
      .number(
        "safetyWeight", 0...1_000,
        "The weight of the safety auxiliary loss, which tells safe from unsafe answers; 0 leaves "
          + "it out."
      ).idle("with role: helpfulness") { options, _ in options.role == .helpfulness },
      .choice(
        "mixture", RewardMixture.self,
        "Which comparisons are used: the paper's shares of both domains, the own domain alone, or "
          + "every row once. Use all where there is little data."),
      .maximumLength(
        "The longest prompt and answer, at most the model's context, which 0 stands for; longer "
          + "pairs are left out and counted."),
      .limit(
        "pairLimit", "pairs",
        "How many pairs of the own domain are used, drawn at random; 0 is all. Set it to measure "
          + "what more data is worth."),
      .heldOut("conversations"), .splitSeed, .trainingInterval("steps"),
    ] + BatchConfiguration.rules.inside("batch", \.batch)
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
  }

  /// The share of own-domain rows, where the mixture fixes it.
  var ownShare: Double? {
    switch mixture {
    case .paper: role == .helpfulness ? 0.5 : 0.9
    case .own: 1
    case .all: nil
    }
  }
}
