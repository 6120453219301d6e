import Autograd
import Corpora
import Foundation
package import Layers
import Llama
import Objectives
import Tensors
import Training

/// The models that PPO keeps in memory, and how answers are drawn and judged.
package struct RolloutEngine {
  let policy: Policy
  let reference: any LanguageModel
  let critic: ScalarModel
  let scorer: RewardScorer
  let configuration: PPOConfiguration
  let seed: UInt64

  /// Creates an engine; `reference` is the policy as it was before its first step.
  package init(
    _ models: (policy: Policy, reference: any LanguageModel, critic: ScalarModel),
    scorer: RewardScorer, configuration: PPOConfiguration, seed: UInt64
  ) {
    (policy, reference, critic) = models
    (self.scorer, self.configuration, self.seed) = (scorer, configuration, seed)
  }

  /// Draws one answer to each chosen prompt and fills in rewards, values and advantages.
  ///
  /// - Parameter firstIdentity: what names the first draw; no two draws of a run share a name.
  package func episodes(
    _ prompts: [EncodedPrompt], chosen: [Int], firstIdentity: Int
  ) throws -> Rollout {
    var episodes = try sample(prompts, chosen: chosen, firstIdentity: firstIdentity)
    fillLogProbabilities(&episodes)
    let whitened = fillRewards(&episodes)
    let estimator = GeneralizedAdvantage(
      discount: configuration.discount, decay: configuration.lambda)
    for index in episodes.indices {
      let rewards = TokenRewards.rewards(
        score: episodes[index].reward, policy: episodes[index].policy,
        reference: episodes[index].reference, beta: configuration.beta)
      let estimate = estimator.estimate(rewards: rewards, values: episodes[index].values)
      episodes[index].advantages = estimate.advantages
      episodes[index].returns = estimate.returns
    }
    return Rollout(episodes: episodes, whitened: whitened)
  }

  /// Draws and scores an answer to each prompt, and fills in what both policies say about it.
  ///
  /// The draws are those of every call, so that policies are compared on equal terms.
  func evaluation(of prompts: [EncodedPrompt]) throws -> [Episode] {
    var episodes = try sample(
      prompts, chosen: Array(prompts.indices), firstIdentity: 1 << 40)
    for piece in pieces(episodes, in: episodes.indices.map { $0 }[...]) {
      fillLogProbabilities(&episodes, in: piece)
    }
    return episodes
  }

  /// Draws and scores answers without looking back at log-probabilities.
  func sample(
    _ prompts: [EncodedPrompt], chosen: [Int], firstIdentity: Int
  ) throws -> [Episode] {
    let sampler = AnswerSampler(
      policy: policy,
      settings: SamplingSettings(
        temperature: configuration.temperature, maximumTokens: configuration.maximumTokens),
      seed: seed)
    let answers = try sampler.answers(
      to: chosen.map { prompts[$0].tokens }, firstIdentity: UInt64(firstIdentity)
    ).map { $0[0] }
    let sequences = zip(chosen, answers).map { prompts[$0].tokens + $1.tokens }
    let selection = RewardSelection(probability: configuration.safetyThreshold)
    return zip(zip(chosen, answers), zip(sequences, try scorer.scores(of: sequences))).map {
      let ((prompt, answer), (tokens, scores)) = $0
      return Episode(
        tokens: tokens, promptLength: prompts[prompt].tokens.count, prompt: prompt,
        text: answer.text, isFinished: answer.isFinished, scores: scores,
        selected: selection.select(
          helpfulness: scores.helpfulness, safety: scores.safety,
          isTagged: prompts[prompt].record.safety),
        sampled: answer.logProbabilities)
    }
  }

  /// Recomputes log-probabilities by the training pass, so that the first ratio is exactly 1.
  ///
  /// Rows go through together as they will in the first pass of minibatches: the last bits of
  /// OpenBLAS's products depend on their size, and those of the critic on what rows share.
  private func fillLogProbabilities(_ episodes: inout [Episode]) {
    let minibatches = minibatches(of: Array(episodes.indices))
    for piece in minibatches.flatMap({ pieces(episodes, in: $0) }) {
      fillLogProbabilities(&episodes, in: piece)
      let part = piece.map { episodes[$0] }
      let values = critic.values(of: part.map(\.tokens), at: part.map(\.states)).value.scalars()
      spread(values, over: piece, \.values, of: &episodes)
    }
  }

  private func fillLogProbabilities(_ episodes: inout [Episode], in piece: ArraySlice<Int>) {
    let part = piece.map { episodes[$0] }
    let (own, entropy) = logProbabilities(policy.model, part)
    spread(own, over: piece, \.policy, of: &episodes)
    spread(entropy, over: piece, \.entropies, of: &episodes)
    spread(logProbabilities(reference, part).values, over: piece, \.reference, of: &episodes)
  }

  /// Gives each answer of a piece its share of numbers, one for each token.
  private func spread(
    _ numbers: [Float], over piece: ArraySlice<Int>,
    _ path: WritableKeyPath<Episode, [Float]>, of episodes: inout [Episode]
  ) {
    var start = 0
    for index in piece {
      let end = start + episodes[index].length
      episodes[index][keyPath: path] = Array(numbers[start..<end])
      start = end
    }
  }

  private func logProbabilities(
    _ model: any LanguageModel, _ part: [Episode]
  ) -> (values: [Float], entropy: [Float]) {
    let output = model.logProbabilities(
      of: part.map(\.tokens), targets: part.map { [$0.answer] },
      temperature: configuration.temperature)
    return (output.logProbabilities.value.scalars(), output.entropy.scalars())
  }

  /// Whitens the selected scores of the iteration, then takes the penalty off unfinished answers.
  private func fillRewards(_ episodes: inout [Episode]) -> WhitenedScores {
    let whitened = configuration.whitening.whitening.whiten(
      episodes.map(\.selected.score), floor: configuration.deviationFloor)
    let rewards = MissingEndPenalty.subtractAfterWhitening(configuration.missingEndPenalty)
      .afterWhitening(whitened.values, finished: episodes.map(\.isFinished))
    for index in episodes.indices { episodes[index].reward = rewards[index] }
    return whitened
  }

  /// Cuts rows into the minibatches of one pass, all as large as each other to within a row.
  func minibatches(of rows: [Int]) -> [ArraySlice<Int>] {
    let count = configuration.minibatches
    return (0..<count).map { rows[rows.count * $0 / count..<rows.count * ($0 + 1) / count] }
  }

  /// Cuts the chosen episodes into pieces that fit in memory.
  func pieces(_ episodes: [Episode], in chosen: ArraySlice<Int>) -> [ArraySlice<Int>] {
    TokenBudget(tokens: configuration.tokensInMemory)
      .pieces(chosen.map { episodes[$0].tokens.count })
      .map { chosen.dropFirst($0.lowerBound).prefix($0.count) }
  }
}

/// The answers of one iteration, and the statistics their scores were whitened by.
package struct Rollout: Codable {
  /// The answers.
  package var episodes: [Episode]
  let whitened: WhitenedScores
}
