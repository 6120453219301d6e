import Corpora
import Objectives
import Training

/// The numbers of one iteration's rollout, before anything was updated.
struct RolloutMeasures {
  let rollout: Rollout
  let task: PPOTask

  private var episodes: [Episode] { rollout.episodes }

  var metrics: [Metric] { rewards + divergences + texts + goldScores }

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

  private var divergences: [Metric] {
    let means = episodes.means
    let tokens = Double(max(1, episodes.reduce(0) { $0 + $1.length }))
    let count = Double(episodes.count)
    let mask = TokenMask(all: Int(tokens))
    let explained = ExplainedVariance.value(
      values: episodes.flatMap(\.values), returns: episodes.flatMap(\.returns), mask: mask)
    let gap = episodes.reduce(0.0) { sum, episode in
      sum + zip(episode.policy, episode.sampled).reduce(0) { $0 + Double(abs($1.0 - $1.1)) }
    }
    return [
      Metric("kl/k1", means.k1), Metric("kl/k3", means.k3),
      Metric("kl/perToken", means.k1 * count / tokens),
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
