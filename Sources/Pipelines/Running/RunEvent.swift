package import Artifacts

/// What happens while a pipeline runs.
package enum RunEvent: Sendable {
  case runStarted(RunID, isContinued: Bool)
  /// A stage starts; `resumedAt` is the place of its checkpoint, if it has one.
  case stageStarted(
    name: String, kind: String, position: Int, count: Int, resumedAt: CheckpointPlace?)
  case progress(StageProgress)
  case checkpointed(stage: String, CheckpointPlace)
  /// An earlier run of the same key had another checkpoint here: the computation is not exact.
  case trailDiffers(stage: String, CheckpointPlace)
  /// The stage goes on from a checkpoint that other arithmetic made: its last bits are mixed.
  case arithmeticChanged(stage: String, before: String, now: String)
  case stageSkipped(name: String, position: Int, count: Int)
  /// Stored bytes of a finished stage are missing or wrong, so it is computed again.
  case resultDamaged(stage: String, file: String)
  case stageFinished(name: String, seconds: Double)
  case stageStopped(name: String)
  case stageWaits(name: String, reason: String)
  case stageFailed(name: String, error: String)
}

/// Hears what happens while a pipeline runs, for example to print progress lines.
package protocol RunObserver: Sendable {
  /// Takes note of an event; called by the thread that runs the stage.
  func observe(_ event: RunEvent)
}

/// An observer that does nothing.
package struct SilentObserver: RunObserver {
  /// Creates the observer.
  package init() {}

  package func observe(_ event: RunEvent) {}
}
