import Foundation
import GRDB

extension ArtifactStore {
  /// Returns whether a key has been finished, whether or not its bytes are still intact.
  package func hasResult(of key: StageKey) throws -> Bool {
    try database.read { try $0.exists("result WHERE key = ?", [key.hexadecimal]) }
  }

  /// Returns the outputs of a finished key if all their bytes are present and correct.
  package func finishedOutputs(of key: StageKey) throws -> [String: ArtifactDigest]? {
    guard try hasResult(of: key) else { return nil }
    let outputs = try outputs(of: key)
    for digest in outputs.values where try intactArtifact(digest) == nil { return nil }
    return outputs
  }

  /// Returns the first file of a finished key whose bytes are missing or corrupt, and logs it.
  package func damagedOutput(
    of key: StageKey, stage: String, in session: RunSession
  ) throws -> String? {
    guard try hasResult(of: key) else { return nil }
    for (slot, digest) in try outputs(of: key).sorted(by: { $0.key < $1.key }) {
      guard let file = try damagedFile(of: digest) else { continue }
      let detail = ["key": key.hexadecimal, "file": "\(slot)/\(file)"]
      try write(session) { try log(.resultDamaged, stage, detail, in: session, $0) }
      return "\(slot)/\(file)"
    }
    return nil
  }

  /// Records that a stage starts on a key: its components, and the state "running".
  ///
  /// Metrics of an earlier attempt are kept only if a checkpoint covers them. Returns why the stage
  /// starts: the given cause, or what the store can tell.
  @discardableResult
  package func begin(
    _ computation: Computation, stage: String, because given: StartCause? = nil,
    in session: RunSession
  ) throws -> StartCause {
    let key = computation.key.hexadecimal
    return try write(session) { database in
      let cause = try given ?? cause(of: key, database)
      try insert(computation, database)
      try database.execute(
        sql: """
          DELETE FROM metric WHERE key = ?1
            AND sequence > (SELECT coalesce(max(sequence), 0) FROM checkpoint WHERE key = ?1)
            OR key = ?1 AND NOT EXISTS (SELECT 1 FROM checkpoint WHERE key = ?1)
          """, arguments: [key])
      try database.execute(
        sql: """
          UPDATE stage SET state = 'running', error = NULL, key = ?, skipped = 0
          WHERE run = ? AND name = ?
          """, arguments: [key, session.run.text, stage])
      try log(
        .stageStarted, stage, ["key": key, "cause": cause.rawValue], in: session, database)
      return cause
    }
  }

  /// Stores the outputs, report and metrics of a stage and marks it finished, atomically.
  package func finish(
    _ key: StageKey, stage: String, with work: FinishedWork, in session: RunSession
  ) throws -> [String: ArtifactDigest] {
    var prepared: [String: PreparedArtifact] = [:]
    for (slot, output) in work.outputs.sorted(by: { $0.key < $1.key }) {
      prepared[slot] = try prepare(output.folder, kind: output.kind)
    }
    let checkpoints = try write(session) { database in
      for artifact in prepared.values { try insert(artifact, database) }
      try insert(
        work.metrics, sequence: try nextSequence(of: key, database), key: key.hexadecimal, database)
      try insertResult(key, work, prepared.mapValues(\.digest), stage, session, database)
      try releaseClaims(session, database)
      return try deleteCheckpoints(of: key, database)
    }
    try removeUnused(checkpoints, in: session)
    return prepared.mapValues(\.digest)
  }

  /// Deletes the result, metrics and checkpoints of a key, so that it is recomputed.
  ///
  /// Throws if another run that is at work uses the result.
  package func discard(_ key: StageKey, in session: RunSession) throws {
    let artifacts = try settled { database, watch in
      try require(session.token, of: session.run, database)
      try requireUnused(key, in: session, watch, database)
      let outputs = try database.rows(
        of: .resultOutput, "SELECT * FROM resultOutput WHERE key = ?", [key.hexadecimal]
      ) { try $0.name("artifact", ArtifactDigest.self) }
      for table in ["result", "metric"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE key = ?", arguments: [key.hexadecimal])
      }
      return try outputs + deleteCheckpoints(of: key, database)
    }
    try removeUnused(artifacts, in: session)
  }
}

extension ArtifactStore {
  private func insert(_ computation: Computation, _ database: Database) throws {
    let key = computation.key.hexadecimal
    try database.insert(
      into: .computation, ifThere: .keep,
      [
        "key": key, "kind": computation.kind, "version": computation.version,
        "configuration": computation.configuration, "seed": "\(computation.seed)",
        "createdAt": timestamp,
      ])
    for (slot, digests) in computation.inputs {
      for (position, digest) in digests.enumerated() {
        try database.insert(
          into: .computationInput, ifThere: .keep,
          ["key": key, "slot": slot, "position": position, "digest": digest])
      }
    }
  }

  /// What the store knows about why a key has to be computed.
  private func cause(of key: String, _ database: Database) throws -> StartCause {
    if try database.exists("checkpoint WHERE key = ?", [key]) { return .resumed }
    guard try database.exists("computation WHERE key = ?", [key]) else { return .new }
    let isUnfinished = try database.exists("stage WHERE key = ? AND state <> 'finished'", [key])
    return isUnfinished ? .unfinished : .collected
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
    let seconds = try database.row(
      of: .stage, "SELECT run, name, seconds FROM stage WHERE run = ? AND name = ?",
      [session.run.text, stage]
    ) { try $0.number("seconds", in: StoredRow.seconds) }
    try log(
      .stageFinished, stage, ["key": key.hexadecimal, "seconds": "\(work.seconds)"], in: session,
      database)
    // A result whose bytes were corrupt is replaced, along with its outputs.
    try database.execute(sql: "DELETE FROM result WHERE key = ?", arguments: [key.hexadecimal])
    try database.insert(
      into: .result,
      [
        "key": key.hexadecimal, "sections": try StableJSON.text(work.sections),
        "seconds": seconds ?? work.seconds, "numericIdentity": work.numericIdentity,
        "createdAt": timestamp,
      ])
    for (slot, digest) in outputs {
      try database.insert(
        into: .resultOutput,
        ["key": key.hexadecimal, "slot": slot, "artifact": digest.hexadecimal])
    }
  }
}
