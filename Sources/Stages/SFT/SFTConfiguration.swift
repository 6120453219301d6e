package import Pipelines

/// The options of `sft`; the standard is the paper's (§3.1).
package struct SFTConfiguration: StageConfiguration, Hashable {
  /// How rows go through the model.
  package var batch = BatchConfiguration(rows: 64, epochs: 2)
  /// How the weights move.
  package var optimizer = OptimizerConfiguration(learningRate: 2e-5)
  /// The longest row in tokens, at most the model's context; 0 is the context.
  package var maximumTokens = 0
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

  package static var rules: [OptionRule<Self>] {
    let own: [OptionRule<Self>] = [
      .tokens(from: 0), .limit("rowLimit", "rows"), .heldOut, .splitSeed,
      .interval("steps", from: 0),
    ]
    return own + BatchConfiguration.rules.inside("batch", \.batch)
      + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)
  }

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
  }
}
