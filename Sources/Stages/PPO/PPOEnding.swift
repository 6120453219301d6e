import Foundation
import Objectives
import Training

/// How PPO ended and which policy it publishes.
struct PPOEnding {
  /// What stopped it; nil where all iterations were run.
  let stop: PPOStop?
  /// How many iterations were run.
  let iterations: Int
  /// The evaluations, none where no prompts are held out.
  let evaluations: BestEvaluation

  /// The number of the iteration after which the published policy was.
  var published: Int { evaluations.stopping.best?.step ?? iterations }

  /// The ending as sentences.
  var text: String {
    let end =
      stop.map { "PPO stopped at iteration \(iterations): \($0.reason)" }
      ?? "PPO ran all \(iterations) iterations"
    guard let best = evaluations.interval, let start = evaluations.start else {
      return end + "; no prompts were held out, so the last policy is published, and nothing says "
        + "whether an earlier one was better."
    }
    let criterion = "held-out score − β·KL \(best.text) on \(best.count) prompts"
    let count = "best of \(evaluations.stopping.evaluations) evaluations"
    return published == 0
      ? end + "; no evaluation was better than that of the starting policy, which is published: "
        + "\(criterion)."
      : end + "; iteration \(published) is published: \(criterion), \(count); the starting policy "
        + "had \(start.text)."
  }
}

/// The best of the evaluations so far: part of the task's state.
struct BestEvaluation: Codable {
  private(set) var stopping: EarlyStopping
  /// The criterion of the best evaluation, with its interval over prompts.
  private(set) var interval: Interval?
  /// The criterion of the first.
  private(set) var start: Interval?

  init(patience: Int) { stopping = EarlyStopping(patience: patience) }

  /// Takes an evaluation and returns whether it is the best so far.
  mutating func add(_ criterion: Interval, after step: Int) -> Bool {
    start = start ?? criterion
    guard stopping.add(criterion.value, after: step) else { return false }
    interval = criterion
    return true
  }
}
