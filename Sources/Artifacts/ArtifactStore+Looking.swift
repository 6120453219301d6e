import GRDB

extension ArtifactStore {
  /// Returns the resolved pipeline of a run as canonical JSON.
  package func definition(of run: RunID) throws -> String {
    let text = try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT definition FROM run WHERE id = ?", arguments: [run.text])
    }
    guard let text else { throw StoreError.noSuchRun(run.text, nearest: nil) }
    return text
  }

  /// Returns each metric of a key at its last step, by name.
  package func lastMetrics(of key: StageKey) throws -> [MetricPoint] {
    try database.read { database in
      // Beside max(), SQLite takes the other columns from the row that holds the maximum.
      try Row.fetchAll(
        database,
        sql: """
          SELECT name, max(step) AS step, value FROM metric WHERE key = ?
          GROUP BY name ORDER BY name
          """, arguments: [key.hexadecimal]
      ).map { row in
        MetricPoint(name: row["name"], step: row["step"], value: row["value"] ?? Double.nan)
      }
    }
  }
}
