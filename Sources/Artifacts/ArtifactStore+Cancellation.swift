import Foundation
import GRDB

extension ArtifactStore {
  /// Stops a run for good: its process ends after its step, and it is never continued.
  ///
  /// What it computed stays, and a later run of the same pipeline uses it.
  package func cancel(_ run: RunID) throws {
    let token = try database.read { try LeaseRecord.fetch($0).token }
    let session = RunSession(run: run, token: token, isContinued: true)
    try database.write { database in
      let state = try String.fetchOne(
        database, sql: "SELECT state FROM run WHERE id = ?", arguments: [run.text])
      guard state != RunState.finished.rawValue else { throw StoreError.finishedRun(run.text) }
      try database.execute(
        sql: "INSERT OR IGNORE INTO cancellation VALUES (?, ?)", arguments: [run.text, timestamp])
      if database.changesCount > 0 { try log(.runCancelled, in: session, database) }
    }
  }

  /// Whether someone cancelled the run.
  package func isCancelled(_ run: RunID) throws -> Bool {
    try database.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM cancellation WHERE run = ?)",
        arguments: [run.text]) ?? false
    }
  }
}
