import Artifacts
import Foundation
import Pipelines
import Training

/// Forwards the training loop's events and checkpoints to the stage's context.
struct ContextSink: LoopSink {
  let context: StageContext
  var unit = "steps"

  func record(_ metric: Metric, step: Int) {
    context.record(metric.name, step: step, metric.value)
  }

  func progress(done: Int, total: Int, note: String) {
    context.progress(done: done, total: total, unit: unit, note: note)
  }

  func saveCheckpoint(at place: LoopPlace, _ fill: (URL) throws -> Void) throws {
    try context.saveCheckpoint(at: CheckpointPlace(step: place.step, part: place.part), fill)
  }

  func latestCheckpoint() throws -> [String: URL]? {
    try context.latestCheckpoint()?.folder.files
  }

  func decide(at place: LoopPlace, checkpointIsDue: Bool) -> LoopDecision {
    LoopDecision(stops: context.shouldStop(), checkpointIsDue: checkpointIsDue)
  }

  func stopped() -> any Error { StageInterruption.stopped }
}
