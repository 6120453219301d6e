import Foundation
import GRDB

extension ArtifactStore {
  /// Stops a run for good: its process ends after its current step, and it is never resumed.
  ///
  /// Its finished work is kept, and a later run of the same pipeline reuses it.
  package func cancel(_ run: RunID) throws {
    try database.write { database in
      let token = try database.row(of: .run, "SELECT id, fence FROM run WHERE id = ?", [run.text]) {
        try $0.integer("fence")
      }
      let session = RunSession(run: run, token: token ?? 0, isContinued: true)
      let isFinished = try database.exists("run WHERE id = ? AND state = 'finished'", [run.text])
      guard !isFinished else { throw StoreError.finishedRun(run.text) }
      try database.insert(
        into: .cancellation, ifThere: .keep, ["run": run.text, "createdAt": timestamp])
      if database.changesCount > 0 { try log(.runCancelled, in: session, database) }
    }
  }

  /// Whether someone cancelled the run.
  package func isCancelled(_ run: RunID) throws -> Bool {
    try database.read { try $0.exists("cancellation WHERE run = ?", [run.text]) }
  }
}
