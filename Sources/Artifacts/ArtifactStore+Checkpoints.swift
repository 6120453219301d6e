package import Foundation
import GRDB

extension ArtifactStore {
  /// How many checkpoints of a key are kept; if one is damaged, the one before is used.
  static let keptCheckpoints = 2

  /// Returns the newest intact checkpoint of a key, and forgets newer ones.
  ///
  /// The metrics stored with a forgotten checkpoint are deleted with it.
  package func checkpoint(
    of key: StageKey, stage: String, in session: RunSession
  ) throws -> StageCheckpoint? {
    while let newest = try newestCheckpoint(of: key) {
      let damage = try damagedFile(of: newest.artifact)
      if damage == nil, let folder = try intactArtifact(newest.artifact) {
        return StageCheckpoint(place: newest.place, folder: folder)
      }
      let detail = [
        "step": "\(newest.place.step)", "part": "\(newest.place.part)",
        "file": damage?.text ?? "", "digest": newest.artifact.hexadecimal,
      ]
      try forget(newest.sequence, newest.artifact, of: key, in: session) { database in
        try log(.checkpointDamaged, stage, detail, in: session, database)
      }
    }
    return nil
  }

  /// Stores the files of a checkpoint, then its row together with the metrics up to it.
  ///
  /// Returns false if the same key once had a different checkpoint at this place: the computation
  /// is not reproducible, and the history says so.
  @discardableResult
  package func saveCheckpoint(
    _ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint], of key: StageKey,
    stage: String, in session: RunSession
  ) throws -> Bool {
    // Bytes first: once the row exists, a resume relies on every file that it names.
    let prepared = try prepare(folder, kind: "checkpoint")
    // The row and its metrics share a transaction, so that neither is ever seen without the other.
    let (old, isExpected) = try write(session) { database in
      let sequence = try nextSequence(of: key, database)
      try insert(prepared, database)
      try insert(metrics, sequence: sequence, key: key.hexadecimal, database)
      try database.insert(
        into: .checkpoint,
        [
          "key": key.hexadecimal, "sequence": sequence, "step": place.step, "part": place.part,
          "artifact": prepared.digest.hexadecimal, "createdAt": timestamp,
        ])
      let isExpected = try follow(place, prepared.digest, of: key, stage, in: session, database)
      let old = try deleteCheckpoints(
        of: key, before: sequence - Self.keptCheckpoints + 1, database)
      return (old, isExpected)
    }
    // Only now: before the commit, a resume would still have used the old checkpoints.
    try removeUnused(old, in: session)
    return isExpected
  }

  /// Returns the digest of each checkpoint that a key ever had, by its place.
  package func trail(of key: StageKey) throws -> [CheckpointPlace: ArtifactDigest] {
    try database.read { database in
      try database.rows(of: .trail, "SELECT * FROM trail WHERE key = ?", [key.hexadecimal]) {
        (try CheckpointPlace($0), try $0.name("digest", ArtifactDigest.self))
      }
    }.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  /// Deletes the rows of a key's checkpoints before a sequence and returns what they named.
  func deleteCheckpoints(
    of key: StageKey, before sequence: Int = .max, _ database: Database
  ) throws -> [ArtifactDigest] {
    let arguments: StatementArguments = [key.hexadecimal, sequence]
    let artifacts = try database.rows(
      of: .checkpoint, "SELECT * FROM checkpoint WHERE key = ? AND sequence < ?", arguments
    ) { try $0.name("artifact", ArtifactDigest.self) }
    try database.execute(
      sql: "DELETE FROM checkpoint WHERE key = ? AND sequence < ?", arguments: arguments)
    return artifacts
  }

  /// Returns the number of the next checkpoint of a key.
  func nextSequence(of key: StageKey, _ database: Database) throws -> Int {
    let newest = try database.row(
      of: .checkpoint,
      """
      SELECT ?1 AS key, coalesce(max(sequence), 0) AS sequence
      FROM (SELECT sequence FROM checkpoint WHERE key = ?1
        UNION ALL SELECT sequence FROM metric WHERE key = ?1)
      """, [key.hexadecimal]
    ) { try $0.integer("sequence") }
    return (newest ?? 0) + 1
  }

  /// Writes metrics that belong to a checkpoint.
  func insert(
    _ metrics: [MetricPoint], sequence: Int, key: String, _ database: Database
  ) throws {
    for point in metrics {
      try database.insert(
        into: .metric, ifThere: .replace,
        [
          "key": key, "name": point.name, "step": point.step,
          "value": point.value.isNaN ? nil : point.value, "sequence": sequence,
        ])
    }
  }

  /// Returns the newest checkpoint row of a key, whether or not its bytes are intact.
  func newestCheckpoint(
    of key: StageKey
  ) throws -> (sequence: Int, place: CheckpointPlace, artifact: ArtifactDigest)? {
    try database.read { database in
      try database.row(
        of: .checkpoint,
        "SELECT * FROM checkpoint WHERE key = ? ORDER BY sequence DESC LIMIT 1",
        [key.hexadecimal]
      ) { (try $0.integer("sequence"), try CheckpointPlace($0), try $0.name("artifact")) }
    }
  }

  /// Records the digest of a checkpoint; returns false if an earlier one here was different.
  private func follow(
    _ place: CheckpointPlace, _ digest: ArtifactDigest, of key: StageKey, _ stage: String,
    in session: RunSession, _ database: Database
  ) throws -> Bool {
    let arguments: StatementArguments = [key.hexadecimal, place.step, place.part]
    let known = try database.row(
      of: .trail, "SELECT * FROM trail WHERE key = ? AND step = ? AND part = ?", arguments
    ) { try $0.name("digest", ArtifactDigest.self) }
    try database.insert(
      into: .trail, ifThere: .keep,
      [
        "key": key.hexadecimal, "step": place.step, "part": place.part,
        "digest": digest.hexadecimal,
      ])
    let detail = [
      "step": "\(place.step)", "part": "\(place.part)", "digest": digest.hexadecimal,
    ]
    try log(.checkpointSaved, stage, detail, in: session, database)
    guard let known, known != digest else { return true }
    try log(
      .trailDiffers, stage, detail.merging(["before": known.hexadecimal]) { first, _ in first },
      in: session, database)
    return false
  }

  /// Deletes an unusable checkpoint, and the metrics stored with it.
  private func forget(
    _ sequence: Int, _ digest: ArtifactDigest, of key: StageKey, in session: RunSession,
    _ note: (Database) throws -> Void
  ) throws {
    try write(session) { database in
      let arguments: StatementArguments = [key.hexadecimal, sequence]
      try database.execute(
        sql: "DELETE FROM metric WHERE key = ? AND sequence >= ?", arguments: arguments)
      try database.execute(
        sql: "DELETE FROM checkpoint WHERE key = ? AND sequence = ?", arguments: arguments)
      try note(database)
    }
    try removeUnused([digest], in: session)
  }
}

extension CheckpointPlace {
  fileprivate init(_ row: StoredRow) throws {
    self.init(step: try row.integer("step"), part: try row.integer("part"))
  }
}
