import Objectives

/// One response of a rollout, with everything the update needs.
package struct Episode: Codable, Sendable {
  /// The prompt's tokens, then the response's.
  var tokens: [Int32]
  /// The number of prompt tokens.
  var promptLength: Int
  /// The index of the prompt in the stage's prompt set.
  var prompt: Int
  var text: String
  /// Whether it ended with EOS rather than at a limit.
  package var isFinished: Bool
  var scores: RewardScores
  var selected: SelectedReward
  /// The whitened score, less the penalty for a missing EOS.
  package var reward: Float = 0
  /// log p of each response token under the sampling policy, recomputed by the training pass.
  @Exact package var policy: [Float] = []
  /// log p of each response token under the reference policy.
  @Exact package var reference: [Float] = []
  /// The critic's value before each response token; empty without a critic.
  @Exact package var values: [Float] = []
  /// The policy's entropy before each response token.
  @Exact var entropies: [Float] = []
  /// log p of each response token as computed by the sampler.
  @Exact var sampled: [Float]
  /// The advantage of each response token.
  @Exact package var advantages: [Float] = []
  /// The return, the critic's target, before each response token; empty without a critic.
  @Exact package var returns: [Float] = []

  /// Creates the episode of a scored response, before log-probabilities and advantages are known.
  init(_ judged: AnswerToReward, _ answer: SampledAnswer, prompt: Int, _ reward: AnswerReward) {
    tokens = judged.tokens
    promptLength = judged.tokens.count - answer.tokens.count
    self.prompt = prompt
    text = answer.text
    isFinished = answer.isFinished
    scores = reward.scores
    selected = reward.selected
    sampled = answer.logProbabilities
  }

  /// The positions of the response tokens.
  var answer: Range<Int> { promptLength..<tokens.count }
  /// The positions before the response tokens, where the critic is read.
  var states: Range<Int> { promptLength - 1..<tokens.count - 1 }
  /// The number of response tokens.
  var length: Int { tokens.count - promptLength }
  /// The estimates of the response's KL divergence from the reference policy.
  var divergence: KLSums { KLEstimators.sums(policy: policy, reference: reference) }
}
