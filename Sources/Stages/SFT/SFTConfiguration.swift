package import Pipelines

/// The options of `sft`; the defaults are the paper's (§3.1).
package struct SFTConfiguration: StageConfiguration, Hashable {
  /// Batch size, epochs, micro-batch size and precision.
  package var batch = BatchConfiguration(size: 64, epochs: 2)
  /// The optimizer.
  package var optimizer = OptimizerConfiguration(learningRate: 2e-5)
  /// The maximum row length in tokens, capped by the model's context; 0 is the context.
  package var maximumLength = 0
  /// The number of rows sampled from all sets together; 0 is all.
  package var rowLimit = 0
  /// The share of the conversations that is held out.
  package var heldOut = 0.05
  /// The seed of the held-out split; by default the pipeline's, shared by all stages.
  package var splitSeed: UInt64 = 0
  /// The number of steps between checkpoints; 0 is as often as 2 % of the time allows.
  package var checkpointInterval = 0

  /// The paper's settings.
  package static let standard = SFTConfiguration()

  package static let operationalOptions: Set = ["checkpointInterval"]

  package static let rules: [OptionRule<Self>] =
    [
      .maximumLength(
        "The maximum row length; 0 is the model's context, which also caps it. Longer rows are "
          + "dropped and counted."),
      .limit(
        "rowLimit", "rows",
        "How many rows to sample at random from all sets together; 0 is all. Set it to measure how "
          + "performance scales with data."),
      .heldOut("conversations"), .splitSeed, .trainingInterval("steps"),
    ] + BatchConfiguration.rules.inside("batch", \.batch)
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
  }
}
