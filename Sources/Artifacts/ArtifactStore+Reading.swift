import Foundation
import GRDB

extension ArtifactStore {
  /// Returns the stages of a run, in order of execution.
  package func stages(of run: RunID) throws -> [StageRecord] {
    let live = liveTokens
    return try database.read { database in
      let token = try database.row(of: .run, "SELECT id, fence FROM run WHERE id = ?", [run.text]) {
        try $0.integer("fence")
      }
      let isAlive = token.map(live.contains) ?? false
      return try database.rows(
        of: .stage, "SELECT * FROM stage WHERE run = ? ORDER BY position", [run.text]
      ) { row in
        let key: StageKey? = try row.isNull("key") ? nil : row.name("key")
        let outputs = try key.map { try self.outputs(of: $0, database) } ?? [:]
        return try StageRecord(row, outputs: outputs, isAlive: isAlive)
      }
    }
  }

  /// Returns the metrics of a key, by name and step.
  package func metrics(of key: StageKey) throws -> [MetricPoint] {
    try database.read { database in
      try database.rows(
        of: .metric, "SELECT * FROM metric WHERE key = ? ORDER BY name, step",
        [key.hexadecimal], MetricPoint.init)
    }
  }

  /// Returns the report sections of a finished key, or none.
  package func sections(of key: StageKey) throws -> [ReportSection] {
    try database.read { database in
      try database.row(
        of: .result, "SELECT key, sections FROM result WHERE key = ?", [key.hexadecimal]
      ) { try $0.json("sections") } ?? []
    }
  }

  /// Returns the arithmetic that made the result of a key, or nil if it has none.
  package func numericIdentity(of key: StageKey) throws -> String? {
    try database.read { database in
      try database.row(
        of: .result, "SELECT key, numericIdentity FROM result WHERE key = ?", [key.hexadecimal]
      ) { try $0.text("numericIdentity") }
    }
  }

  /// Returns the outputs of a finished key, or none.
  package func outputs(of key: StageKey) throws -> [String: ArtifactDigest] {
    try database.read { try outputs(of: key, $0) }
  }

  /// Returns what a kind of stage and its metrics mean, if such a stage has ever run here.
  package func stageKind(_ kind: String) throws -> StageKindRecord? {
    try database.read { database in
      let metrics = try database.rows(
        of: .metricDescription,
        "SELECT * FROM metricDescription WHERE kind = ? ORDER BY position", [kind],
        MetricDescription.init)
      return try database.row(
        of: .stageKind, "SELECT * FROM stageKind WHERE kind = ?", [kind]
      ) { row in
        StageKindRecord(
          kind: kind, version: try row.integer("version"), summary: try row.text("summary"),
          metrics: metrics)
      }
    }
  }

  /// Returns the components of a key, if a stage has ever started on it.
  package func computation(of key: StageKey) throws -> Computation? {
    try database.read { database in
      let inputs = try database.rows(
        of: .computationInput,
        "SELECT * FROM computationInput WHERE key = ? ORDER BY slot, position", [key.hexadecimal]
      ) { (slot: try $0.text("slot"), digest: try $0.name("digest", ArtifactDigest.self)) }
      let bySlot = inputs.reduce(into: [String: [String]]()) { slots, input in
        slots[input.slot, default: []].append(input.digest.hexadecimal)
      }
      return try database.row(
        of: .computation, "SELECT * FROM computation WHERE key = ?", [key.hexadecimal]
      ) { try Computation($0, inputs: bySlot) }
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
      try database.rows(of: .computation, query, [digest.hexadecimal]) { try $0.name("key") }
    }
  }

  func outputs(of key: StageKey, _ database: Database) throws -> [String: ArtifactDigest] {
    try database.rows(
      of: .resultOutput, "SELECT * FROM resultOutput WHERE key = ?", [key.hexadecimal]
    ) { (try $0.text("slot"), try $0.name("artifact", ArtifactDigest.self)) }
    .reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}
