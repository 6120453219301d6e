package import Objectives
package import Pipelines

/// The options of `rejection-sampling` (recipe §8).
package struct RejectionSamplingConfiguration: StageConfiguration, Hashable {
  /// K, the number of candidates sampled per prompt.
  package var samples = 20
  /// The sampling temperature: 1.0 suits a fine-tuned policy, 1.2 an aligned one.
  package var temperature: Float = 1.0
  /// The nucleus mass of top-p sampling.
  package var topP: Float = 1
  /// The maximum response length in tokens.
  package var maximumNewTokens = 256
  /// How the two reward models pick the best candidate.
  package var rule = CandidateRule.piecewise
  /// The safety probability below which the piecewise rule uses the safety score.
  package var safetyThreshold = 0.15
  /// The number of prompts sampled from all sets together; 0 is all.
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
      "K, the candidates sampled per prompt. More raise the best reward with diminishing returns, "
        + "at proportional cost."),
    .temperature(
      "The sampling temperature. 1.0 suits a fine-tuned policy and 1.2 an aligned one, whose "
        + "answers are less diverse."),
    .number(
      "topP", 1e-6...1,
      "Top-p: sampling is restricted to the most likely tokens whose probabilities add up to this. "
        + "Below 1 it trades diversity for fewer unlikely tokens."),
    .maximumNewTokens,
    .choice(
      "rule", CandidateRule.self,
      "How both reward models select the best candidate: the piecewise rule, as in PPO, or the "
        + "most helpful of the safe candidates."),
    .safetyThreshold, .drawn("promptLimit", "prompts"), .samplingInterval("prompts"),
  ]
}
