import Corpora
import Foundation
import Objectives
import Training

/// Metrics of one rollout, before any update on it.
struct RolloutMeasures {
  let rollout: Rollout
  let task: PPOTask

  private var episodes: [Episode] { rollout.episodes }

  var metrics: [Metric] { rewards + divergences + texts + goldScores }

  private var rewards: [Metric] {
    selected + scores + whitened + causes
  }

  private var selected: [Metric] {
    let raw = Moments(of: episodes.map(\.selected.score))
    return [
      Metric("reward/selected", raw.mean),
      Metric("reward/selectedDeviation", raw.standardDeviation),
    ]
  }

  /// Every score of the source by name, before and after the sigmoid.
  private var scores: [Metric] {
    var metrics: [Metric] = []
    for name in episodes.scoreNames {
      let value = mean { Logistic.sigmoid(Double($0.scores[name])) }
      metrics.append(Metric("reward/\(name)", value))
    }
    for name in episodes.scoreNames {
      let value = mean { Double($0.scores[name]) }
      metrics.append(Metric("reward/raw\(name.capitalized)", value))
    }
    return metrics
  }

  private var whitened: [Metric] {
    [
      Metric("reward/whitened", mean { Double($0.reward) }),
      Metric("reward/whitenedDeviation", Moments(of: episodes.map(\.reward)).standardDeviation),
      Metric("reward/belowFloor", rollout.whitened.isBelowFloor ? 1 : 0),
    ]
  }

  /// How often each score was the selected one, if there are several.
  private var causes: [Metric] {
    guard episodes.contains(where: { $0.selected.cause != nil }) else { return [] }
    return [
      Metric("reward/judgedBySafety", mean { $0.selected.cause?.isSafety == true ? 1 : 0 }),
      Metric("reward/belowThreshold", mean { $0.selected.cause == .belowThreshold ? 1 : 0 }),
    ]
  }

  private var divergences: [Metric] {
    let means = episodes.means
    let tokens = Double(max(1, episodes.reduce(0) { $0 + $1.length }))
    let count = Double(episodes.count)
    let gap = episodes.reduce(0.0) { sum, episode in
      sum + zip(episode.policy, episode.sampled).reduce(0) { $0 + Double(abs($1.0 - $1.1)) }
    }
    return [
      Metric("kl/k1", means.k1), Metric("kl/k3", means.k3),
      Metric("kl/perToken", means.k1 * count / tokens),
      Metric("policy/entropy", Moments(of: episodes.flatMap(\.entropies)).mean),
      Metric("policy/samplerGap", gap / tokens),
    ] + critic
  }

  private var critic: [Metric] {
    guard task.engine.models.critic != nil else { return [] }
    let values = episodes.flatMap(\.values)
    let explained = ExplainedVariance.value(
      values: values, returns: episodes.flatMap(\.returns), mask: TokenMask(all: values.count))
    return [Metric("critic/explainedVariance", explained ?? .nan)]
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
    let scores = episodes.map { gold.scores($0.text, to: task.prompts.training[$0.prompt].record) }
    return [
      Metric("gold/helpfulness", Moments(of: scores.map(\.helpfulness)).mean),
      Metric("gold/safety", Moments(of: scores.map(\.safety)).mean),
    ]
  }

  private func mean(_ value: (Episode) -> Double) -> Double {
    Moments(of: episodes.map(value)).mean
  }
}
