import Artifacts
import Foundation
import Glibc
import Synchronization

/// Keeps the checkpoints of a rehearsed stage in a folder, and kills the process where it is told.
final class RehearsalHost: StageHost {
  private let folder: RehearsalFolder
  private let plan: RehearsalPlan
  private let saved: Mutex<Int>

  init(folder: RehearsalFolder, plan: RehearsalPlan) throws {
    self.folder = folder
    self.plan = plan
    saved = Mutex(try folder.places().count)
  }

  var shouldStop: Bool {
    dieIfPlanned()
    return saved.withLock { $0 } >= plan.checkpoints
  }

  func latestCheckpoint() throws -> StageCheckpoint? {
    try folder.places().last.map { try folder.checkpoint(at: $0) }
  }

  func saveCheckpoint(
    _ files: URL, at place: CheckpointPlace, metrics: [MetricPoint]
  ) throws {
    let count = saved.withLock { $0 }
    try folder.save(files, at: place, metrics: metrics) {
      if plan.kill == .insideCheckpoint(count) { Self.die() }
    }
    saved.withLock { $0 += 1 }
  }

  func ask(_ questions: [Question], as plan: AskingPlan) throws -> [Answer] { [] }
  // A rehearsal begins and ends on one machine.
  func noteOtherArithmetic(before: String, now: String) throws {}
  func progress(_ progress: StageProgress) { dieIfPlanned() }

  private func dieIfPlanned() {
    if plan.kill == .afterCheckpoint(saved.withLock { $0 }) { Self.die() }
  }

  private static func die() {
    kill(getpid(), SIGKILL)
  }
}
