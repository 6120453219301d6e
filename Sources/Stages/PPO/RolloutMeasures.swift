import Corpora
import Objectives
import Training

/// The numbers of one iteration's rollout, before anything was updated.
struct RolloutMeasures {
  let rollout: Rollout
  let task: PPOTask

  private var episodes: [Episode] { rollout.episodes }

  var metrics: [Metric] { rewards + divergences + texts + goldScores }

  /// A sentence where the run must not go on.
  var reasonToStop: String? {
    let bound = task.configuration.divergenceBound
    guard divergence.k3 > bound else { return nil }
    return "PPO stopped: an answer is \(divergence.k3) nats from the starting policy on average, "
      + "more than divergenceBound \(bound); lower the learning rate or raise beta."
  }

  private var rewards: [Metric] {
    let raw = Moments(of: episodes.map(\.selected.score))
    return [
      Metric("reward/selected", raw.mean),
      Metric("reward/selectedDeviation", raw.standardDeviation),
      Metric("reward/helpfulness", mean { Logistic.sigmoid(Double($0.scores.helpfulness)) }),
      Metric("reward/safety", mean { Logistic.sigmoid(Double($0.scores.safety)) }),
      Metric("reward/rawHelpfulness", mean { Double($0.scores.helpfulness) }),
      Metric("reward/rawSafety", mean { Double($0.scores.safety) }),
      Metric("reward/whitened", mean { Double($0.reward) }),
      Metric("reward/whitenedDeviation", Moments(of: episodes.map(\.reward)).standardDeviation),
      Metric("reward/belowFloor", rollout.whitened.isBelowFloor ? 1 : 0),
      Metric("reward/judgedBySafety", mean { $0.selected.cause.isSafety ? 1 : 0 }),
      Metric("reward/belowThreshold", mean { $0.selected.cause == .belowThreshold ? 1 : 0 }),
    ]
  }

  private var divergence: (k1: Double, k3: Double) {
    let sums = episodes.map { episode in
      zip(episode.policy, episode.reference).reduce((0.0, 0.0)) { sum, pair in
        let (policy, reference) = (Double(pair.0), Double(pair.1))
        return (
          sum.0 + KLEstimators.k1(policy: policy, reference: reference),
          sum.1 + KLEstimators.k3(policy: policy, reference: reference)
        )
      }
    }
    return (Moments(of: sums.map(\.0)).mean, Moments(of: sums.map(\.1)).mean)
  }

  private var divergences: [Metric] {
    let tokens = Double(max(1, episodes.reduce(0) { $0 + $1.length }))
    let count = Double(episodes.count)
    let mask = TokenMask(all: Int(tokens))
    let explained = ExplainedVariance.value(
      values: episodes.flatMap(\.values), returns: episodes.flatMap(\.returns), mask: mask)
    let gap = episodes.reduce(0.0) { sum, episode in
      sum + zip(episode.policy, episode.sampled).reduce(0) { $0 + Double(abs($1.0 - $1.1)) }
    }
    return [
      Metric("kl/k1", divergence.k1), Metric("kl/k3", divergence.k3),
      Metric("kl/perToken", divergence.k1 * count / tokens),
      Metric("policy/entropy", Moments(of: episodes.flatMap(\.entropies)).mean),
      Metric("policy/samplerGap", gap / tokens),
      Metric("critic/explainedVariance", explained ?? .nan),
    ]
  }

  private var texts: [Metric] {
    [
      Metric("text/length", mean { Double($0.length) }),
      Metric("text/noEnd", mean { $0.isFinished ? 0 : 1 }),
      Metric("text/distinct", Double(Set(episodes.map(\.text)).count) / Double(episodes.count)),
      Metric("text/refusals", mean { RefusalRules.isRefusal($0.text) ? 1 : 0 }),
    ]
  }

  private var goldScores: [Metric] {
    guard let gold = task.gold else { return [] }
    let scores = episodes.map { gold.scores($0.text, to: task.prompts[$0.prompt].record) }
    return [
      Metric("gold/helpfulness", Moments(of: scores.map(\.helpfulness)).mean),
      Metric("gold/safety", Moments(of: scores.map(\.safety)).mean),
    ]
  }

  private func mean(_ value: (Episode) -> Double) -> Double {
    Moments(of: episodes.map(value)).mean
  }
}

/// The numbers of answers to prompts that are not trained on.
struct HeldOutMeasures {
  let episodes: [Episode]
  let prompts: [EncodedPrompt]
  let gold: GoldJudge?

  var metrics: [Metric] {
    let own = [
      Metric("heldOut/selected", Moments(of: episodes.map(\.selected.score)).mean),
      Metric("heldOut/helpfulness", Moments(of: episodes.map(\.scores.helpfulness)).mean),
      Metric("heldOut/safety", Moments(of: episodes.map(\.scores.safety)).mean),
      Metric("heldOut/length", Moments(of: episodes.map { Double($0.length) }).mean),
    ]
    guard let gold else { return own }
    let scores = episodes.map { gold.scores($0.text, to: prompts[$0.prompt].record) }
    return own + [
      Metric("heldOut/goldHelpfulness", Moments(of: scores.map(\.helpfulness)).mean),
      Metric("heldOut/goldSafety", Moments(of: scores.map(\.safety)).mean),
    ]
  }
}
