import GRDB

// The first metric that a kind of stage describes is its headline.
extension ArtifactStore {
  /// Returns the newest headline metric of a key, up to a step if one is given.
  package func headline(
    of key: StageKey, kind: String, upTo step: Int? = nil
  ) throws -> MetricPoint? {
    try database.read { database in
      try database.row(
        of: .metric,
        """
        SELECT key, metric.name AS name, step, value
        FROM metricDescription JOIN metric USING (name)
        WHERE kind = ?1 AND position = 0 AND key = ?2 AND (?3 IS NULL OR step <= ?3)
        ORDER BY step DESC LIMIT 1
        """, [kind, key.hexadecimal, step], MetricPoint.init)
    }
  }

  /// Returns the seconds spent on a run, and the headline of its last stage that has one.
  package func outline(of run: RunID) throws -> RunOutline {
    // The newest step comes from the index of each metric: a list asks this of every run.
    try database.read { database in
      let seconds = try database.row(
        of: .stage, "SELECT total(seconds) AS seconds FROM stage WHERE run = ?", [run.text]
      ) { try $0.number("seconds", in: StoredRow.seconds) }
      let headline = try database.row(
        of: .metric,
        """
        SELECT newest.key AS key, newest.name AS name, newest.step AS step, value
        FROM (
          SELECT stage.key AS key, described.name AS name, stage.position AS position,
            (SELECT max(step) FROM metric WHERE key = stage.key AND name = described.name) AS step
          FROM stage JOIN metricDescription AS described
            ON described.kind = stage.kind AND described.position = 0
          WHERE run = ?
        ) AS newest
        JOIN metric USING (key, name, step) ORDER BY newest.position DESC LIMIT 1
        """, [run.text], MetricPoint.init)
      return RunOutline(seconds: seconds ?? 0, headline: headline)
    }
  }
}
