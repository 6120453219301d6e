import Llama
package import Objectives

/// Samples responses to prompts, scores them and estimates the advantage of each token.
package struct RolloutEngine {
  let models: RolloutModels
  let rewards: any RewardSource
  let advantages: any AdvantageEstimator
  let settings: RolloutSettings
  let seed: UInt64

  /// Creates an engine; it has a critic exactly if the advantage estimator uses one.
  package init(
    _ models: RolloutModels, rewards: any RewardSource, advantages: any AdvantageEstimator,
    settings: RolloutSettings, seed: UInt64
  ) {
    precondition(
      (models.critic != nil) == advantages.readsValues,
      "a rollout with \(advantages) has \(models.critic == nil ? "no" : "a") critic")
    (self.models, self.rewards, self.advantages) = (models, rewards, advantages)
    (self.settings, self.seed) = (settings, seed)
  }

  /// Samples responses to each chosen prompt and fills in rewards, values and advantages.
  ///
  /// - Parameter firstIdentity: what names the first prompt's draws; no two draws of a run share a
  ///   name.
  package func episodes(
    _ prompts: [EncodedPrompt], chosen: [Int], firstIdentity: Int
  ) throws -> Rollout {
    var episodes = try sample(
      prompts, chosen: chosen, samples: settings.samples, firstIdentity: firstIdentity)
    fillValues(&episodes)
    let whitened = fillRewards(&episodes)
    fillAdvantages(&episodes)
    return Rollout(episodes: episodes, whitened: whitened)
  }

  /// Samples and scores a response to each prompt, with log-probabilities under both policies.
  ///
  /// Every call uses the same random draws, so that policies are compared on equal terms.
  func evaluation(of prompts: [EncodedPrompt]) throws -> [Episode] {
    var episodes = try sample(
      prompts, chosen: Array(prompts.indices), firstIdentity: 1 << 40)
    for piece in pieces(episodes, in: episodes.indices.map { $0 }[...]) {
      fillLogProbabilities(&episodes, in: piece)
    }
    return episodes
  }

  /// Samples and scores responses, without recomputing log-probabilities.
  func sample(
    _ prompts: [EncodedPrompt], chosen: [Int], samples: Int = 1, firstIdentity: Int
  ) throws -> [Episode] {
    let sampler = AnswerSampler(
      policy: models.policy,
      settings: SamplingSettings(
        temperature: settings.temperature, maximumNewTokens: settings.maximumNewTokens),
      seed: seed)
    let answers = try sampler.answers(
      to: chosen.map { prompts[$0].tokens }, samples: samples, firstIdentity: UInt64(firstIdentity)
    ).joined()
    let judged = answers.map { AnswerToReward(prompts[chosen[$0.prompt]], $0) }
    return zip(answers, zip(judged, try rewards.rewards(of: judged))).map { answer, pair in
      let (judged, reward) = pair
      return Episode(judged, answer, prompt: chosen[answer.prompt], reward)
    }
  }

  /// Whitens the selected scores of the iteration, then subtracts the missing-EOS penalty.
  private func fillRewards(_ episodes: inout [Episode]) -> WhitenedScores {
    let whitened = settings.whitening.whiten(
      episodes.map(\.selected.score), floor: settings.deviationFloor)
    let rewards = MissingEOSPenalty.subtractAfterWhitening(settings.missingEOSPenalty)
      .afterWhitening(whitened.values, finished: episodes.map(\.isFinished))
    for index in episodes.indices { episodes[index].reward = rewards[index] }
    return whitened
  }

  /// Estimates advantages from per-token rewards; the responses to one prompt form a group.
  private func fillAdvantages(_ episodes: inout [Episode]) {
    let rewarded = episodes.enumerated().map { index, episode in
      RewardedAnswer(
        group: index / settings.samples,
        rewards: TokenRewards.rewards(
          score: episode.reward, policy: episode.policy, reference: episode.reference,
          klCoefficient: settings.klCoefficient),
        values: episode.values)
    }
    for (index, estimate) in advantages.estimates(of: rewarded).enumerated() {
      episodes[index].advantages = estimate.advantages
      episodes[index].returns = estimate.returns
    }
  }
}

/// The responses of one iteration, with the statistics their scores were whitened by.
package struct Rollout: Codable {
  /// The responses.
  package var episodes: [Episode]
  let whitened: WhitenedScores
}
