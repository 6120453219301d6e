import Foundation
import GRDB

extension ArtifactStore {
  /// Takes hold of a run: the newest of the same plan if it is unfinished, else a new one.
  package func startRun(_ plan: RunPlan, under lease: Lease) throws -> RunSession {
    let fingerprint = SHA256Text.of(plan.definition)
    let session = try settled { database, watch in
      let last = try database.row(of: .run, "SELECT id, turn FROM run ORDER BY turn DESC LIMIT 1") {
        try $0.integer("turn")
      }
      let turn = (last ?? 0) + 1
      let newest = try database.row(of: .run, Self.newestOfPlan, [fingerprint]) {
        NewestRun(
          id: try $0.name("id"), state: try $0.choice("state"), token: try $0.integer("fence"))
      }
      if let newest { try requireFree(newest, lease, watch, database) }
      let run = newest.flatMap { $0.state == .finished ? nil : $0.id }
      let session = RunSession(
        run: try run ?? nextName(fingerprint, turn: turn, database), token: lease.token,
        isContinued: run != nil)
      try require(lease.token, of: session.run, database)
      if run == nil {
        try insert(plan, fingerprint: fingerprint, turn: turn, session, database)
      } else {
        try take(session, turn: turn, command: plan.command, database)
      }
      try log(
        run == nil ? .runStarted : .runContinued, nil, ["command": plan.command], in: session,
        database)
      return session
    }
    lease.watch(session.run)
    return session
  }

  /// Ends this process's turn of the run; a finished run stays finished.
  package func setState(
    of session: RunSession, to state: RunState, error: String? = nil
  ) throws {
    try write(session) { database in
      try database.execute(
        sql: """
          UPDATE run SET state = ?, error = ?, changedAt = ? WHERE id = ? AND state = 'running'
          """,
        arguments: [state.rawValue, error, timestamp, session.run.text])
      guard database.changesCount == 1 else { throw StoreError.lostRun(run: session.run.text) }
      try log(
        state.runEvent, nil, error.map { ["error": $0] } ?? [:], in: session, database)
    }
  }

  /// Sets the state of a stage that did not finish, and adds the seconds it took.
  ///
  /// A finished stage stays finished: its result is stored, whatever failed after that.
  package func setState(
    ofStage stage: String, to state: RunState, error: String? = nil, seconds: Double = 0,
    in session: RunSession
  ) throws {
    try write(session) { database in
      try database.execute(
        sql: """
          UPDATE stage SET state = ?, error = ?, seconds = seconds + ?
          WHERE run = ? AND name = ? AND state <> 'finished'
          """,
        arguments: [state.rawValue, error, seconds, session.run.text, stage])
      try releaseClaims(session, database)
      try log(
        state.stageEvent, stage, error.map { ["error": $0] } ?? [:], in: session, database)
    }
  }

  /// Notes that a stage uses the finished result of a key.
  ///
  /// Returns false, and notes nothing, if these are no longer its outputs: another process may
  /// have discarded them while they were verified.
  package func useResult(
    _ outputs: [String: ArtifactDigest], of key: StageKey, forStage stage: String,
    in session: RunSession
  ) throws -> Bool {
    try write(session) { database in
      guard !outputs.isEmpty, try self.outputs(of: key, database) == outputs else { return false }
      try database.execute(
        sql: """
          UPDATE stage SET state = 'finished', error = NULL, key = ?1, skipped = 1
          WHERE run = ?2 AND name = ?3 AND (state <> 'finished' OR key IS NOT ?1)
          """,
        arguments: [key.hexadecimal, session.run.text, stage])
      try releaseClaims(session, database)
      try log(.stageSkipped, stage, ["key": key.hexadecimal], in: session, database)
      return true
    }
  }

  /// Runs a transaction for a process that still holds the lease.
  func write<Value>(
    _ session: RunSession, _ body: (Database) throws -> Value
  ) throws -> Value {
    // The check and the writes share a transaction: the lease cannot change hands in between.
    try database.write { database in
      try require(session.token, of: session.run, database)
      return try body(database)
    }
  }

  /// Corrects the state "running" of runs whose lease has ended.
  func closeKilledRuns(_ database: Database, token: Int) throws {
    let query = """
      SELECT id FROM run WHERE state = 'running' AND fence NOT IN (SELECT token FROM lease)
      """
    let killed = try database.rows(of: .run, query) { try $0.name("id", RunID.self) }
    for run in killed {
      let session = RunSession(run: run, token: token, isContinued: true)
      try log(.runKilled, nil, [:], in: session, database)
      for (table, column) in [("run", "id"), ("stage", "run")] {
        try database.execute(
          sql: """
            UPDATE \(table) SET state = 'interrupted' WHERE \(column) = ? AND state = 'running'
            """, arguments: [run.text])
      }
    }
  }

  private struct NewestRun {
    let id: RunID
    let state: RunState
    let token: Int
  }

  /// Throws if another process is at work on a run.
  private func requireFree(
    _ run: NewestRun, _ lease: Lease, _ watch: LeaseWatch, _ database: Database
  ) throws {
    guard run.state == .running, run.token != lease.token,
      let record = try LeaseBook.fetch(database).held[run.token]
    else { return }
    try settle(
      record, watch, database, else: .runningElsewhere(run: run.id.text, holder: record.sentence))
    try closeKilledRuns(database, token: lease.token)
  }

  private static let newestOfPlan = """
    SELECT id, state, fence FROM run WHERE fingerprint = ?
      AND NOT EXISTS (SELECT 1 FROM cancellation WHERE run = id)
    ORDER BY turn DESC LIMIT 1
    """

  /// Returns the name of a plan's next run: that of its first one is the same in every store.
  ///
  /// Numbers continue from the plan's newest, so that the name of a deleted run is free again
  /// only once all later ones are deleted too.
  private func nextName(_ fingerprint: String, turn: Int, _ database: Database) throws -> RunID {
    var left = Set(
      try database.rows(of: .run, "SELECT id FROM run WHERE fingerprint = ?", [fingerprint]) {
        try $0.name("id", RunID.self)
      })
    // A plan has started at most one run per turn.
    var newest = 0
    while !left.isEmpty, newest < min(turn, Self.mostRunsOfPlan) {
      newest += 1
      left.remove(RunID(hashing: "\(fingerprint) \(newest)"))
    }
    if let foreign = left.first {
      throw StoreError.badRow(
        table: "run", row: "id '\(foreign)'", fault: "the name does not belong to its pipeline")
    }
    return RunID(hashing: "\(fingerprint) \(newest + 1)")
  }

  /// How many names of a plan's runs are tried: a row of a damaged file can claim any turn.
  private static let mostRunsOfPlan = 1_000_000

  private func take(
    _ session: RunSession, turn: Int, command: String, _ database: Database
  ) throws {
    try database.execute(
      sql: """
        UPDATE run SET fence = ?, turn = ?, command = ?, library = ?, state = 'running',
          error = NULL, changedAt = ? WHERE id = ?
        """,
      arguments: [
        session.token, turn, command, library.version, timestamp, session.run.text,
      ])
  }

  private func insert(
    _ plan: RunPlan, fingerprint: String, turn: Int, _ session: RunSession, _ database: Database
  ) throws {
    try database.insert(
      into: .run,
      [
        "id": session.run.text, "turn": turn, "pipeline": plan.pipeline, "file": plan.file,
        "fingerprint": fingerprint, "definition": plan.definition, "seed": "\(plan.seed)",
        "state": RunState.running.rawValue, "fence": session.token, "command": plan.command,
        "library": library.version, "createdAt": timestamp, "changedAt": timestamp,
      ])
    for (position, stage) in plan.stages.enumerated() {
      try database.insert(
        into: .stage,
        [
          "run": session.run.text, "position": position, "name": stage.name, "kind": stage.kind,
          "configuration": stage.configuration, "state": RunState.waiting.rawValue,
          "skipped": false, "seconds": 0.0,
        ])
    }
  }
}

extension RunState {
  /// What the history says when a run's turn ends in this state.
  fileprivate var runEvent: EventRecord.Kind {
    switch self {
    case .finished: .runFinished
    case .failed: .runFailed
    case .waitingForPeople: .runWaits
    case .waiting: .runReachedStage
    case .interrupted, .running, .cancelled: .runStopped
    }
  }

  /// What the history says when a stage's turn ends in this state.
  fileprivate var stageEvent: EventRecord.Kind {
    switch self {
    case .finished: .stageFinished
    case .failed: .stageFailed
    case .waitingForPeople: .stageWaits
    case .waiting, .interrupted, .running, .cancelled: .stageStopped
    }
  }
}
