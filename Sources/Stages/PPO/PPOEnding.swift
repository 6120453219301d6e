import Foundation
import Objectives
import Training

/// How PPO ended, and which policy it publishes.
struct PPOEnding {
  /// Why training stopped early; nil if all iterations ran.
  let stop: PPOStop?
  /// The number of iterations run.
  let iterations: Int
  /// The evaluations; empty if no prompts are held out.
  let evaluations: BestEvaluation

  /// The iteration that produced the published policy; 0 is the initial policy.
  var published: Int { evaluations.stopping.best?.step ?? iterations }

  /// The ending in prose, for the report.
  var text: String {
    let end =
      stop.map { "PPO stopped at iteration \(iterations): \($0.reason)" }
      ?? "PPO ran all \(iterations) iterations"
    guard let best = evaluations.interval, let start = evaluations.start else {
      return end + "; no prompts were held out, so the last policy is published, and whether an "
        + "earlier one was better is unknown."
    }
    let criterion = "held-out score − β·KL \(best.text) on \(best.count) prompts"
    let count = "best of \(evaluations.stopping.evaluations) evaluations"
    return published == 0
      ? end + "; no evaluation was better than that of the initial policy, which is published: "
        + "\(criterion)."
      : end + "; iteration \(published) is published: \(criterion), \(count); the initial policy "
        + "had \(start.text)."
  }
}

/// The best evaluation so far; part of the task's state.
struct BestEvaluation: Codable {
  private(set) var stopping: EarlyStopping
  /// The criterion of the best evaluation, with its interval over prompts.
  private(set) var interval: Interval?
  /// The criterion of the first evaluation, that of the initial policy.
  private(set) var start: Interval?

  init(patience: Int) { stopping = EarlyStopping(patience: patience) }

  /// Records an evaluation and returns whether it is the best so far.
  mutating func add(_ criterion: Interval, after step: Int) -> Bool {
    start = start ?? criterion
    guard stopping.add(criterion.value, after: step) else { return false }
    interval = criterion
    return true
  }
}
