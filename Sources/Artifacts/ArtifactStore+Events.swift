import Foundation
import GRDB

extension ArtifactStore {
  /// Returns what happened in a run after an event, in order.
  package func events(of run: RunID, after number: Int = 0) throws -> [EventRecord] {
    try database.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM event WHERE run = ? AND number > ? ORDER BY number",
        arguments: [run.text, number]
      ).compactMap(EventRecord.init)
    }
  }

  /// Writes an event, inside the transaction that changes what it tells of.
  func log(
    _ kind: EventRecord.Kind, _ stage: String? = nil, _ detail: [String: String] = [:],
    in session: RunSession, _ database: Database
  ) throws {
    try database.execute(
      sql: "INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?)",
      arguments: [
        session.run.text, stage, session.token, kind.rawValue, try StableJSON.text(detail),
        timestamp,
      ])
  }
}

extension EventRecord {
  /// Reads an event; nil for a kind that a newer program wrote.
  fileprivate init?(_ row: Row) throws {
    guard let kind = Kind(rawValue: row["kind"]) else { return nil }
    self.init(
      number: row["number"], run: RunID(row["run"]), stage: row["stage"], token: row["token"],
      kind: kind, detail: try StableJSON.value([String: String].self, from: row["detail"]),
      createdAt: Timestamp.date(row["createdAt"]))
  }
}
