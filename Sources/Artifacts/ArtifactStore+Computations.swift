package import Foundation
import GRDB

extension ArtifactStore {
  /// Returns whether a key has been finished, whether or not its bytes are still right.
  package func hasResult(of key: StageKey) throws -> Bool {
    try database.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM result WHERE key = ?)",
        arguments: [key.hexadecimal]) ?? false
    }
  }

  /// Returns the outputs of a finished key if all their bytes are present and right.
  package func finishedOutputs(of key: StageKey) throws -> [String: ArtifactDigest]? {
    guard try hasResult(of: key) else { return nil }
    let outputs = try outputs(of: key)
    for digest in outputs.values where try intactArtifact(digest) == nil { return nil }
    return outputs
  }

  /// Notes that a stage starts on a key: its components, and the state "running".
  ///
  /// Metrics of an earlier attempt stay only if a checkpoint stands behind them.
  package func begin(
    _ computation: Computation, stage: String, in session: RunSession
  ) throws {
    let key = computation.key.hexadecimal
    try write(session) { database in
      try insert(computation, database)
      try database.execute(
        sql: """
          DELETE FROM metric WHERE key = ?1
            AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE key = ?1)
          """, arguments: [key])
      try database.execute(
        sql: """
          UPDATE stage SET state = 'running', error = NULL, key = ?, skipped = 0
          WHERE run = ? AND name = ?
          """, arguments: [key, session.run.text, stage])
    }
  }

  /// Returns the checkpoint of a key; a damaged one is dropped together with its metrics.
  package func checkpoint(of key: StageKey) throws -> StageCheckpoint? {
    let row = try database.read { database in
      try Row.fetchOne(
        database,
        sql: """
          SELECT step, artifact FROM checkpoint WHERE key = ? ORDER BY sequence DESC LIMIT 1
          """, arguments: [key.hexadecimal])
    }
    guard let row, let digest = ArtifactDigest(row["artifact"]) else { return nil }
    if let folder = try intactArtifact(digest) {
      return StageCheckpoint(step: row["step"], folder: folder)
    }
    try forgetCheckpoints(of: key)
    return nil
  }

  /// Stores the files of a checkpoint, then its row together with the metrics up to it.
  package func saveCheckpoint(
    _ folder: URL, step: Int, metrics: [MetricPoint], of key: StageKey, in session: RunSession
  ) throws {
    let prepared = try prepare(folder, kind: "checkpoint")
    let key = key.hexadecimal
    let older = try write(session) { database in
      let older = try Row.fetchAll(
        database, sql: "SELECT sequence, artifact FROM checkpoint WHERE key = ?",
        arguments: [key])
      let sequence = (older.map { $0["sequence"] as Int }.max() ?? 0) + 1
      try insert(prepared, database)
      try insert(metrics, key: key, database)
      try database.execute(
        sql: "INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?)",
        arguments: [key, sequence, step, prepared.digest.hexadecimal, timestamp])
      return older.map { (sequence: $0["sequence"] as Int, artifact: $0["artifact"] as String) }
    }
    try remove(older, key: key)
  }

  /// Stores the outputs, report and metrics of a stage and calls it finished, all at once.
  package func finish(
    _ key: StageKey, stage: String, with work: FinishedWork, in session: RunSession
  ) throws -> [String: ArtifactDigest] {
    var prepared: [String: PreparedArtifact] = [:]
    for (slot, output) in work.outputs.sorted(by: { $0.key < $1.key }) {
      prepared[slot] = try prepare(output.folder, kind: output.kind)
    }
    let checkpoints = try write(session) { database in
      for artifact in prepared.values { try insert(artifact, database) }
      try insert(work.metrics, key: key.hexadecimal, database)
      try insertResult(key, work, prepared.mapValues(\.digest), stage, session, database)
      return try deleteCheckpoints(of: key, database)
    }
    try removeUnused(checkpoints)
    return prepared.mapValues(\.digest)
  }

  /// Forgets the result, metrics and checkpoints of a key, so that it is computed afresh.
  package func discard(_ key: StageKey) throws {
    try database.write { database in
      try database.execute(
        sql: "DELETE FROM result WHERE key = ?", arguments: [key.hexadecimal])
    }
    try forgetCheckpoints(of: key)
  }
}

extension ArtifactStore {
  private func insert(_ computation: Computation, _ database: Database) throws {
    let key = computation.key.hexadecimal
    try database.execute(
      sql: "INSERT OR IGNORE INTO computation VALUES (?, ?, ?, ?, ?, ?, ?)",
      arguments: [
        key, computation.kind, computation.version, computation.configuration,
        "\(computation.seed)", computation.numericMode, timestamp,
      ])
    for (slot, digests) in computation.inputs {
      for (position, digest) in digests.enumerated() {
        try database.execute(
          sql: "INSERT OR IGNORE INTO computationInput VALUES (?, ?, ?, ?)",
          arguments: [key, slot, position, digest])
      }
    }
  }

  private func insert(_ metrics: [MetricPoint], key: String, _ database: Database) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR REPLACE INTO metric VALUES (?, ?, ?, ?)")
    for point in metrics {
      let value: Double? = point.value.isNaN ? nil : point.value
      try statement.execute(arguments: [key, point.name, point.step, value])
    }
  }

  private func insertResult(
    _ key: StageKey, _ work: FinishedWork, _ outputs: [String: ArtifactDigest], _ stage: String,
    _ session: RunSession, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE stage SET state = 'finished', error = NULL, seconds = seconds + ?
        WHERE run = ? AND name = ?
        """, arguments: [work.seconds, session.run.text, stage])
    let seconds = try Double.fetchOne(
      database, sql: "SELECT seconds FROM stage WHERE run = ? AND name = ?",
      arguments: [session.run.text, stage])
    // A result whose bytes were damaged is replaced; its outputs go with it.
    try database.execute(sql: "DELETE FROM result WHERE key = ?", arguments: [key.hexadecimal])
    try database.execute(
      sql: "INSERT INTO result VALUES (?, ?, ?, ?)",
      arguments: [
        key.hexadecimal, try StableJSON.text(work.sections), seconds ?? work.seconds, timestamp,
      ])
    for (slot, digest) in outputs {
      try database.execute(
        sql: "INSERT INTO resultOutput VALUES (?, ?, ?)",
        arguments: [key.hexadecimal, slot, digest.hexadecimal])
    }
  }

  /// Removes checkpoints that a newer row has replaced.
  private func remove(_ older: [(sequence: Int, artifact: String)], key: String) throws {
    guard !older.isEmpty else { return }
    try database.write { database in
      for checkpoint in older {
        try database.execute(
          sql: "DELETE FROM checkpoint WHERE key = ? AND sequence = ?",
          arguments: [key, checkpoint.sequence])
      }
    }
    try removeUnused(older.map(\.artifact))
  }

  /// Forgets the checkpoints of a key and the metrics up to them.
  private func forgetCheckpoints(of key: StageKey) throws {
    let artifacts = try database.write { database in
      try database.execute(
        sql: "DELETE FROM metric WHERE key = ?", arguments: [key.hexadecimal])
      return try deleteCheckpoints(of: key, database)
    }
    try removeUnused(artifacts)
  }

  /// Deletes the rows of a key's checkpoints and returns the artifacts they named.
  private func deleteCheckpoints(of key: StageKey, _ database: Database) throws -> [String] {
    let artifacts = try String.fetchAll(
      database, sql: "SELECT artifact FROM checkpoint WHERE key = ?",
      arguments: [key.hexadecimal])
    try database.execute(
      sql: "DELETE FROM checkpoint WHERE key = ?", arguments: [key.hexadecimal])
    return artifacts
  }
}
