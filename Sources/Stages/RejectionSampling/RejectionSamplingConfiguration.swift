package import Objectives
package import Pipelines

/// The options of `rejection-sampling` (recipe §8).
package struct RejectionSamplingConfiguration: StageConfiguration, Hashable {
  /// How many answers are drawn to each prompt, K.
  package var samples = 20
  /// The temperature: 1.0 suits a supervised policy, 1.2 one that was aligned.
  package var temperature: Float = 1.0
  /// The cumulative probability beyond which tokens are dropped.
  package var topP: Float = 1
  /// The longest answer in tokens.
  package var maximumNewTokens = 256
  /// How the two reward models pick the best candidate.
  package var rule = CandidateRule.piecewise
  /// The safety probability below which the piecewise rule lets safety decide.
  package var safetyThreshold = 0.15
  /// The number of prompts used of all sets together, drawn at random; 0 is all.
  package var promptLimit = 0
  /// How many prompts are answered between checkpoints.
  package var checkpointInterval = 256

  /// The recipe's defaults.
  package static let standard = RejectionSamplingConfiguration()

  /// The paper's rule with the configured threshold.
  var selection: RewardSelection { RewardSelection(probability: safetyThreshold) }

  package static let rules: [OptionRule<Self>] = [
    .count(
      "samples", 1...10_000, "answers",
      "K, the answers drawn to each prompt. More find a better best answer with ever smaller gain, "
        + "and take time in proportion."),
    .temperature(
      "The temperature of sampling. 1.0 suits a supervised policy and 1.2 an aligned one, whose "
        + "answers vary less."),
    .number(
      "topP", 1e-6...1,
      "Tokens are drawn from the likeliest whose probabilities add up to this. Below 1 it trades "
        + "variety for fewer odd tokens."),
    .maximumNewTokens,
    .choice(
      "rule", CandidateRule.self,
      "How both reward models pick the best answer: piecewise as PPO's reward, or the most helpful "
        + "of those that are safe enough."),
    .safetyThreshold, .drawn("promptLimit", "prompts"), .samplingInterval("prompts"),
  ]
}
