package import Pipelines

/// The options of `sft`; the standard is the paper's (§3.1).
package struct SFTConfiguration: StageConfiguration, Hashable {
  /// How rows go through the model.
  package var batch = BatchConfiguration(size: 64, epochs: 2)
  /// How the weights move.
  package var optimizer = OptimizerConfiguration(learningRate: 2e-5)
  /// The longest row in tokens, at most the model's context; 0 is the context.
  package var maximumLength = 0
  /// The number of rows used of all sets together, drawn at random; 0 is all.
  package var rowLimit = 0
  /// The share of the conversations that is held out.
  package var heldOut = 0.05
  /// The seed that says which conversations are held out; by default the pipeline's, for all alike.
  package var splitSeed: UInt64 = 0
  /// How many steps pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0

  /// The paper's settings.
  package static let standard = SFTConfiguration()

  package static let operationalOptions: Set = ["checkpointInterval"]

  package static let rules: [OptionRule<Self>] =
    [
      .maximumLength(
        "The longest row, at most the model's context, which 0 stands for; longer rows are left "
          + "out and counted."),
      .limit(
        "rowLimit", "rows",
        "How many rows of all sets together are used, drawn at random; 0 is all. Set it to measure "
          + "what more data is worth."),
      .heldOut("conversations"), .splitSeed, .trainingInterval("steps"),
    ] + BatchConfiguration.rules.inside("batch", \.batch)
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
  }
}
