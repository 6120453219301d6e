import Objectives
import Randomness
import Training

/// The numbers of a policy's answers to prompts that are not trained on.
struct HeldOutMeasures {
  let episodes: [Episode]
  let task: PPOTask

  /// The mean over prompts of the selected score before whitening, minus β times the answer's KL.
  ///
  /// The recipe stops by the score alone (`ppo-details.md` §10), which rises while a policy runs
  /// away from its start; with the penalty the criterion is what PPO is to maximise, unwhitened.
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
  /// The names of the scores that each has.
  var scoreNames: [String] { first?.scores.names ?? [] }

  /// What the answers come to on average.
  var means: AnswerMeans {
    let sums = map(\.divergence)
    return AnswerMeans(
      score: Moments(of: map(\.selected.score)).mean, k1: Moments(of: sums.map(\.k1)).mean,
      k3: Moments(of: sums.map(\.k3)).mean,
      missingEnds: Moments(of: map { $0.isFinished ? 0.0 : 1 }).mean)
  }
}
