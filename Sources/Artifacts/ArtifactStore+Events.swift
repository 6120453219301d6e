import Foundation
import GRDB

extension ArtifactStore {
  /// Returns what happened in a run after an event, in order.
  package func events(of run: RunID, after number: Int = 0) throws -> [EventRecord] {
    try database.read { database in
      try database.rows(
        of: .event, "SELECT * FROM event WHERE run = ? AND number > ? ORDER BY number",
        [run.text, number], EventRecord.init
      ).compactMap { $0 }
    }
  }

  /// Logs that a stage resumes from a checkpoint made with different arithmetic.
  package func noteOtherArithmetic(
    before: String, now: String, stage: String, in session: RunSession
  ) throws {
    try write(session) { database in
      try log(
        .arithmeticChanged, stage, ["before": before, "now": now], in: session, database)
    }
  }

  /// Writes an event, inside the transaction that makes the change it reports.
  func log(
    _ kind: EventRecord.Kind, _ stage: String? = nil, _ detail: [String: String] = [:],
    in session: RunSession, _ database: Database
  ) throws {
    try database.insert(
      into: .event,
      [
        "run": session.run.text, "stage": stage, "token": session.token, "kind": kind.rawValue,
        "detail": try StableJSON.text(detail), "createdAt": timestamp,
      ])
  }
}

extension EventRecord {
  /// Reads an event; nil for a kind that a newer program wrote.
  fileprivate init?(_ row: StoredRow) throws {
    guard let kind = Kind(rawValue: try row.text("kind")) else { return nil }
    self.init(
      number: try row.integer("number"), run: try row.name("run"),
      stage: try row.optionalText("stage"), token: try row.integer("token"), kind: kind,
      detail: try row.json("detail"), createdAt: try row.date("createdAt"))
  }
}
