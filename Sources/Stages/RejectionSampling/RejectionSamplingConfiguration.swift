package import Objectives
import Pipelines

/// The options of `rejection-sampling` (recipe §8).
package struct RejectionSamplingConfiguration: StageConfiguration, Hashable {
  /// How many answers are drawn to each prompt, K.
  package var samples = 20
  /// The temperature: 1.0 suits a supervised policy, 1.2 one that was aligned.
  package var temperature: Float = 1.0
  /// The cumulative probability beyond which tokens are dropped.
  package var topP: Float = 1
  /// The longest answer in tokens.
  package var maximumTokens = 256
  /// How the two reward models pick the best candidate.
  package var rule = CandidateRule.piecewise
  /// The safety probability below which the piecewise rule lets safety decide.
  package var safetyThreshold = 0.15
  /// The number of prompts used, drawn at random; 0 is all.
  package var promptLimit = 0
  /// How many prompts are answered between checkpoints.
  package var checkpointInterval = 256

  /// The recipe's defaults.
  package static let standard = RejectionSamplingConfiguration()

  package func validate() throws {
    guard samples > 0, temperature > 0, topP > 0, maximumTokens > 0, promptLimit >= 0,
      safetyThreshold > 0, safetyThreshold < 1, checkpointInterval > 0
    else {
      throw StagesError.option(
        "samples, temperature, topP, maximumTokens and checkpointInterval must be positive, "
          + "safetyThreshold in 0..<1")
    }
  }
}
