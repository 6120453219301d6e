import GRDB

extension ArtifactStore {
  /// Returns the resolved pipeline of a run as canonical JSON.
  package func definition(of run: RunID) throws -> String {
    let text = try database.read { database in
      try database.row(of: .run, "SELECT id, definition FROM run WHERE id = ?", [run.text]) {
        try $0.jsonText("definition")
      }
    }
    guard let text else { throw StoreError.noSuchRun(run.text, nearest: nil) }
    return text
  }

  /// Returns each metric of a key at its last step, by name.
  package func lastMetrics(of key: StageKey) throws -> [MetricPoint] {
    try database.read { database in
      // SQLite guarantees that bare columns beside max() come from the row with the maximum.
      try database.rows(
        of: .metric,
        """
        SELECT key, name, max(step) AS step, value FROM metric WHERE key = ?
        GROUP BY name ORDER BY name
        """, [key.hexadecimal], MetricPoint.init)
    }
  }
}
