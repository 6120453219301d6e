import Objectives
import Randomness
import Training

/// Metrics of a policy's responses to held-out prompts.
struct HeldOutMeasures {
  let episodes: [Episode]
  let task: PPOTask

  /// The mean over prompts of the unwhitened selected score minus β times the response's KL.
  ///
  /// The recipe stops early on the score alone (`ppo-details.md` §10), which keeps rising while a
  /// policy over-optimises; with the KL penalty the criterion is PPO's own objective, unwhitened.
  var criterion: Interval? {
    var random = Random(task.engine.seed, stream: "criterion")
    let values = episodes.map {
      Double($0.selected.score) - task.engine.settings.klCoefficient * $0.divergence.k1
    }
    return BootstrapInterval.mean(of: values, using: &random)
  }

  var metrics: [Metric] {
    let means = episodes.means
    var metrics = [Metric("heldOut/selected", means.score)]
    metrics += scores
    metrics += [
      Metric("heldOut/length", Moments(of: episodes.map { Double($0.length) }).mean),
      Metric("heldOut/k1", means.k1), Metric("heldOut/k3", means.k3),
      Metric("heldOut/noEnd", means.missingEnds),
    ]
    return metrics + goldScores
  }

  private var scores: [Metric] {
    episodes.scoreNames.map { name in
      let values: [Float] = episodes.map { $0.scores[name] }
      return Metric("heldOut/\(name)", Moments(of: values).mean)
    }
  }

  private var goldScores: [Metric] {
    guard let gold = task.gold else { return [] }
    let scores = episodes.map { gold.scores($0.text, to: task.prompts.heldOut[$0.prompt].record) }
    return [
      Metric("heldOut/goldHelpfulness", Moments(of: scores.map(\.helpfulness)).mean),
      Metric("heldOut/goldSafety", Moments(of: scores.map(\.safety)).mean),
    ]
  }
}

extension [Episode] {
  /// The names of the scores that every response has.
  var scoreNames: [String] { first?.scores.names ?? [] }

  /// Means over the responses.
  var means: AnswerMeans {
    let sums = map(\.divergence)
    return AnswerMeans(
      score: Moments(of: map(\.selected.score)).mean, k1: Moments(of: sums.map(\.k1)).mean,
      k3: Moments(of: sums.map(\.k3)).mean,
      missingEnds: Moments(of: map { $0.isFinished ? 0.0 : 1 }).mean)
  }
}
