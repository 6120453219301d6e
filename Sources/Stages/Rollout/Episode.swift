import Objectives

/// One answer of a rollout, with everything the update needs.
package struct Episode: Codable, Sendable {
  /// The prompt's tokens, then the answer's.
  var tokens: [Int32]
  /// The number of prompt tokens.
  var promptLength: Int
  /// The place of the prompt among the stage's.
  var prompt: Int
  var text: String
  /// Whether it ended by itself.
  package var isFinished: Bool
  var scores: RewardScores
  var selected: SelectedReward
  /// The whitened score, the missing end's penalty included.
  package var reward: Float = 0
  /// log p of each answer token under the policy that sampled it, by the training pass.
  @Exact package var policy: [Float] = []
  /// log p of each answer token under the starting policy.
  @Exact package var reference: [Float] = []
  /// The critic's value before each answer token; empty without a critic.
  @Exact package var values: [Float] = []
  /// The entropy of the policy before each answer token.
  @Exact var entropies: [Float] = []
  /// The sampler's own log p of each answer token.
  @Exact var sampled: [Float]
  /// The advantage of each answer token.
  @Exact package var advantages: [Float] = []
  /// What the critic should have said before each answer token; empty without a critic.
  @Exact package var returns: [Float] = []

  /// Creates the episode of a judged answer, before anything looks back at it.
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

  /// The positions of the answer's tokens.
  var answer: Range<Int> { promptLength..<tokens.count }
  /// The positions before the answer's tokens, where the critic is read.
  var states: Range<Int> { promptLength - 1..<tokens.count - 1 }
  /// The number of answer tokens.
  var length: Int { tokens.count - promptLength }
  /// The estimates of the answer's divergence from the starting policy.
  var divergence: KLSums { KLEstimators.sums(policy: policy, reference: reference) }
}
