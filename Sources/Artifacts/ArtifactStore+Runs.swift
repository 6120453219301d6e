import Foundation
import GRDB

extension ArtifactStore {
  /// Takes hold of a run: the newest of the same plan if it is unfinished, else a new one.
  package func startRun(_ plan: RunPlan) throws -> RunSession {
    let fingerprint = SHA256Text.of(plan.definition)
    return try database.write { database in
      try closeKilledRuns(database)
      let turn = try Int.fetchOne(database, sql: "SELECT coalesce(max(turn), 0) + 1 FROM run") ?? 1
      let newest = try Row.fetchOne(
        database,
        sql: "SELECT id, state, fence FROM run WHERE fingerprint = ? ORDER BY turn DESC LIMIT 1",
        arguments: [fingerprint])
      if let newest, newest["state"] != RunState.finished.rawValue {
        let session = RunSession(
          run: RunID(newest["id"]), fence: newest["fence"] + 1, isContinued: true)
        try take(session, turn: turn, command: plan.command, database)
        return session
      }
      return try insert(plan, fingerprint: fingerprint, turn: turn, database)
    }
  }

  /// Sets the state of the run.
  package func setState(
    of session: RunSession, to state: RunState, error: String? = nil
  ) throws {
    try write(session) { database in
      try database.execute(
        sql: "UPDATE run SET state = ?, error = ?, changedAt = ? WHERE id = ?",
        arguments: [state.rawValue, error, timestamp, session.run.text])
    }
  }

  /// Sets the state of a stage that did not finish, and adds the seconds it took.
  package func setState(
    ofStage stage: String, to state: RunState, error: String? = nil, seconds: Double = 0,
    in session: RunSession
  ) throws {
    try write(session) { database in
      try database.execute(
        sql: """
          UPDATE stage SET state = ?, error = ?, seconds = seconds + ?
          WHERE run = ? AND name = ?
          """,
        arguments: [state.rawValue, error, seconds, session.run.text, stage])
    }
  }

  /// Notes that a stage uses the finished result of a key.
  package func useResult(
    of key: StageKey, forStage stage: String, in session: RunSession
  ) throws {
    try write(session) { database in
      try database.execute(
        sql: """
          UPDATE stage SET state = 'finished', error = NULL, key = ?1, skipped = 1
          WHERE run = ?2 AND name = ?3 AND (state <> 'finished' OR key IS NOT ?1)
          """,
        arguments: [key.hexadecimal, session.run.text, stage])
    }
  }

  /// Stores what kinds of stages and their metrics mean.
  package func describe(_ kinds: [StageKindRecord]) throws {
    try database.write { database in
      for kind in kinds {
        try database.execute(
          sql: """
            INSERT INTO stageKind VALUES (?, ?, ?) ON CONFLICT (kind)
            DO UPDATE SET version = excluded.version, summary = excluded.summary
            """, arguments: [kind.kind, kind.version, kind.summary])
        try database.execute(
          sql: "DELETE FROM metricDescription WHERE kind = ?", arguments: [kind.kind])
        for (position, metric) in kind.metrics.enumerated() {
          try database.execute(
            sql: "INSERT OR REPLACE INTO metricDescription VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
              kind.kind, position, metric.name, metric.unit, metric.better.rawValue,
              metric.sentence,
            ])
        }
      }
    }
  }

  /// Runs a transaction for a process that still holds its run.
  func write<Value>(
    _ session: RunSession, _ body: (Database) throws -> Value
  ) throws -> Value {
    try database.write { database in
      let fence = try Int.fetchOne(
        database, sql: "SELECT fence FROM run WHERE id = ?", arguments: [session.run.text])
      guard fence == session.fence else { throw StoreError.lostRun(run: session.run.text) }
      return try body(database)
    }
  }

  private func take(
    _ session: RunSession, turn: Int, command: String, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE run SET fence = ?, turn = ?, command = ?, library = ?, state = 'running',
          error = NULL, changedAt = ? WHERE id = ?
        """,
      arguments: [
        session.fence, turn, command, library.version, timestamp, session.run.text,
      ])
  }

  /// Corrects what says "running": the caller holds the run lock, so its process was killed.
  private func closeKilledRuns(_ database: Database) throws {
    for table in ["run", "stage"] {
      try database.execute(
        sql: "UPDATE \(table) SET state = 'interrupted' WHERE state = 'running'")
    }
  }

  private func insert(
    _ plan: RunPlan, fingerprint: String, turn: Int, _ database: Database
  ) throws -> RunSession {
    let id = try freeName(fingerprint: fingerprint, database)
    try database.execute(
      sql: "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, 'running', 1, ?, ?, NULL, ?, ?)",
      arguments: [
        id, turn, plan.pipeline, plan.file, fingerprint, plan.definition, "\(plan.seed)",
        plan.command, library.version, timestamp, timestamp,
      ])
    for (position, stage) in plan.stages.enumerated() {
      try database.execute(
        sql: "INSERT INTO stage VALUES (?, ?, ?, ?, ?, 'waiting', NULL, 0, 0, NULL)",
        arguments: [id, position, stage.name, stage.kind, stage.configuration])
    }
    return RunSession(run: RunID(id), fence: 1, isContinued: false)
  }

  /// Returns the name of a plan's next run: that of its first one is the same in every store.
  private func freeName(fingerprint: String, _ database: Database) throws -> String {
    let earlier = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM run WHERE fingerprint = ?", arguments: [fingerprint])
    var number = (earlier ?? 0) + 1
    while true {
      let name = String(SHA256Text.of("\(fingerprint) \(number)").prefix(12))
      let taken = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM run WHERE id = ?)", arguments: [name])
      if taken == false { return name }
      number += 1
    }
  }
}
