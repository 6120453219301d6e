import Foundation
import GRDB

extension ArtifactStore {
  /// Stops a run for good: its process ends after its current step, and it is never resumed.
  ///
  /// Its finished work is kept, and a later run of the same pipeline reuses it.
  package func cancel(_ run: RunID) throws {
    let token = try database.read { try LeaseRecord.fetch($0).token }
    let session = RunSession(run: run, token: token, isContinued: true)
    try database.write { database in
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
