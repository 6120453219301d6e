package import Artifacts

/// What happens while a pipeline runs.
package enum RunEvent: Sendable {
  case runStarted(RunID, isContinued: Bool)
  /// A stage starts; `resumedAt` is the place of its checkpoint, if it has one.
  case stageStarted(
    name: String, kind: String, position: Int, count: Int, resumedAt: CheckpointPlace?)
  case progress(StageProgress)
  case checkpointed(stage: String, CheckpointPlace)
  /// An earlier run of the same key had a different checkpoint here: it is not reproducible.
  case trailDiffers(stage: String, CheckpointPlace)
  /// The stage resumes from a checkpoint made with different arithmetic.
  case arithmeticChanged(stage: String, before: String, now: String)
  /// Another process computes the same; the stage waits for its result.
  case stageAwaits(name: String, run: RunID?)
  case stageSkipped(name: String, position: Int, count: Int)
  /// Stored bytes of a finished stage are missing or corrupt, so it is recomputed.
  case resultDamaged(stage: String, file: String)
  case stageFinished(name: String, seconds: Double)
  case stageStopped(name: String)
  case stageWaits(name: String, reason: String)
  case stageFailed(name: String, error: String)
}

/// Observes what happens while a pipeline runs, for example to print progress lines.
package protocol RunObserver: Sendable {
  /// Receives an event; called on the thread that runs the stage.
  func observe(_ event: RunEvent)
}

/// An observer that does nothing.
package struct SilentObserver: RunObserver {
  /// Creates the observer.
  package init() {}

  package func observe(_ event: RunEvent) {}
}
