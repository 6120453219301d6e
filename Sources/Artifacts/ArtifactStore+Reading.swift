import Foundation
import GRDB

extension ArtifactStore {

  /// Returns the stages of a run, in order of execution.
  package func stages(of run: RunID) throws -> [StageRecord] {
    let isRunning = isRunning
    return try database.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: "SELECT * FROM stage WHERE run = ? ORDER BY position", arguments: [run.text])
      return try rows.map { row in
        let key: String? = row["key"]
        let outputs = try key.map { try self.outputs(of: $0, database) } ?? [:]
        return StageRecord(row, outputs: outputs, isAlive: isRunning)
      }
    }
  }

  /// Returns the metrics of a key, by name and step.
  package func metrics(of key: StageKey) throws -> [MetricPoint] {
    try database.read { database in
      try Row.fetchAll(
        database, sql: "SELECT name, step, value FROM metric WHERE key = ? ORDER BY name, step",
        arguments: [key.hexadecimal]
      ).map { row in
        MetricPoint(name: row["name"], step: row["step"], value: row["value"] ?? Double.nan)
      }
    }
  }

  /// Returns the report sections of a finished key, or none.
  package func sections(of key: StageKey) throws -> [ReportSection] {
    let text = try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT sections FROM result WHERE key = ?",
        arguments: [key.hexadecimal])
    }
    return try text.map { try StableJSON.value([ReportSection].self, from: $0) } ?? []
  }

  /// Returns the outputs of a finished key, or none.
  package func outputs(of key: StageKey) throws -> [String: ArtifactDigest] {
    try database.read { try outputs(of: key.hexadecimal, $0) }
  }

  /// Returns what a kind of stage and its metrics mean, if such a stage has ever run here.
  package func stageKind(_ kind: String) throws -> StageKindRecord? {
    try database.read { database in
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM stageKind WHERE kind = ?", arguments: [kind])
      else { return nil }
      let metrics = try Row.fetchAll(
        database, sql: "SELECT * FROM metricDescription WHERE kind = ? ORDER BY position",
        arguments: [kind])
      return StageKindRecord(
        kind: kind, version: row["version"], summary: row["summary"],
        metrics: metrics.map(MetricDescription.init))
    }
  }

  /// Returns the components of a key, if a stage has ever started on it.
  package func computation(of key: StageKey) throws -> Computation? {
    try database.read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM computation WHERE key = ?", arguments: [key.hexadecimal])
      let inputs = try Row.fetchAll(
        database,
        sql: "SELECT slot, digest FROM computationInput WHERE key = ? ORDER BY slot, position",
        arguments: [key.hexadecimal])
      return row.map { Computation($0, inputs: inputs) }
    }
  }

  /// Returns the keys whose results contain the artifact.
  package func producers(of digest: ArtifactDigest) throws -> [StageKey] {
    try keys(
      "SELECT DISTINCT key FROM resultOutput WHERE artifact = ? ORDER BY key", digest)
  }

  /// Returns the keys that took the artifact as an input.
  package func consumers(of digest: ArtifactDigest) throws -> [StageKey] {
    try keys(
      "SELECT DISTINCT key FROM computationInput WHERE digest = ? ORDER BY key", digest)
  }

  private func keys(_ query: String, _ digest: ArtifactDigest) throws -> [StageKey] {
    try database.read { database in
      try String.fetchAll(database, sql: query, arguments: [digest.hexadecimal])
        .map(StageKey.init(stored:))
    }
  }

  private func outputs(of key: String, _ database: Database) throws -> [String: ArtifactDigest] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT slot, artifact FROM resultOutput WHERE key = ?", arguments: [key])
    var outputs: [String: ArtifactDigest] = [:]
    for row in rows { outputs[row["slot"]] = ArtifactDigest(row["artifact"]) }
    return outputs
  }
}
