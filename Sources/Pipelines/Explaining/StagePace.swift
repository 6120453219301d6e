package import Artifacts
import Foundation

/// How far a running stage was at its newest checkpoint, and how fast it had gone.
package struct StagePace: Hashable, Sendable {
  /// The step of the checkpoint.
  package let step: Int
  /// The steps per second between checkpoints, once there are two of one start.
  package let rate: Double?

  /// Reads the events of a run in order; nil if the stage has no checkpoint yet.
  package init?(_ events: [EventRecord], stage: String) {
    var saved: [(step: Int, time: Date)] = []
    var newest: Int?
    for event in events where event.stage == stage {
      switch event.kind {
      // The pause before a resumed start is not work.
      case .stageStarted: saved = []
      case .checkpointSaved:
        guard let step = event.detail["step"].flatMap({ Int($0) }) else { continue }
        saved.append((step, event.createdAt))
        newest = step
      default: break
      }
    }
    guard let newest else { return nil }
    step = newest
    guard let first = saved.first, let last = saved.last, last.step > first.step,
      last.time > first.time
    else {
      rate = nil
      return
    }
    rate = Double(last.step - first.step) / last.time.timeIntervalSince(first.time)
  }
}
