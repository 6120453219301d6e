import Foundation
import GRDB

extension ArtifactStore {
  /// Takes a lease: to run pipelines beside others, or to change the whole store alone.
  ///
  /// A holder in the way that is late, or on another machine, is watched until it is clear whether
  /// it is gone. The holder of a lease that is ended here did not release it, and may have left
  /// bytes without a row and unfinished work, which are removed.
  package func lease(for command: String, scope: LeaseScope = .run) throws -> Lease {
    let owner = surroundings.owner(command, timestamp)
    let (token, isTakenOver) = try settled { database, watch in
      let before = try LeaseBook.fetch(database)
      // Only the dead: one that sleeps keeps what nobody else wants.
      for record in before.held.values where isDead(record) {
        try LeaseBook.end(record.token, database)
      }
      for record in try LeaseBook.fetch(database).obstacles(to: scope) {
        try settle(record, watch, database, else: .locked(home: home.path, holder: record.sentence))
      }
      var book = try LeaseBook.fetch(database)
      let isTakenOver = book != before
      let token = book.give(scope, to: owner, at: surroundings.now())
      try book.store(token, database)
      try closeKilledRuns(database, token: token)
      return (token, isTakenOver)
    }
    let lease = Lease(token: token, scope: scope, store: self)
    if isTakenOver { try removeStrayBytes(token) }
    try removeLeftovers()
    return lease
  }

  /// Whether a process works on the store now, as far as can be seen from here.
  package var isRunning: Bool { !liveTokens.isEmpty }

  /// The leases whose holders are not known to be gone.
  var liveTokens: Set<Int> {
    guard let book = try? database.read({ try LeaseBook.fetch($0) }) else { return [] }
    return Set(book.held.values.filter { standing(of: $0) != .gone }.map(\.token))
  }

  /// Records a heartbeat; returns whether the lease has not ended.
  package func beat(_ token: Int) throws -> Bool {
    let now = surroundings.now()
    return try database.write { database in
      var book = try LeaseBook.fetch(database)
      guard book.beat(token, at: now) else { return false }
      try book.store(token, database)
      return true
    }
  }

  /// Ends the lease, if it has not ended.
  func release(_ token: Int) throws {
    try database.write { try LeaseBook.end(token, $0) }
  }

  /// Throws if the lease has ended; called inside every transaction of a run.
  func require(_ token: Int, of run: RunID, _ database: Database) throws {
    guard try LeaseBook.admits(token, database) else { throw StoreError.lostRun(run: run.text) }
  }

  /// Runs a transaction that may find a lease in its way, until it is clear whether it holds.
  func settled<Value>(_ body: (Database, LeaseWatch) throws -> Value) throws -> Value {
    var watch = LeaseWatch()
    while true {
      do {
        return try database.write { try body($0, watch) }
      } catch let wait as LeaseWait {
        for record in try database.read({ try LeaseBook.fetch($0) }).held.values {
          watch.note(record, standing(of: record), at: surroundings.now())
        }
        surroundings.sleep(Double(wait.nanoseconds) / 1e9)
      }
    }
  }

  /// Ends a lease in the way if its holder is gone; throws if it holds, or only watching can tell.
  func settle(
    _ record: LeaseRecord, _ watch: LeaseWatch, _ database: Database, else error: StoreError
  ) throws {
    switch watch.verdict(on: record, standing(of: record), at: surroundings.now()) {
    case .end: try LeaseBook.end(record.token, database)
    case .respect: throw error
    case .wait(let nanoseconds): throw LeaseWait(nanoseconds: nanoseconds)
    }
  }

  private func isDead(_ record: LeaseRecord) -> Bool {
    record.isDead(
      at: surroundings.now(), on: surroundings.owner("", "").machine,
      isAlive: record.owner.flatMap(surroundings.isAlive))
  }

  func standing(of record: LeaseRecord) -> LeaseRecord.Standing {
    record.standing(
      at: surroundings.now(), on: surroundings.owner("", "").machine,
      isAlive: record.owner.flatMap(surroundings.isAlive))
  }
}

/// Undoes a transaction that has to be tried again.
private struct LeaseWait: Error {
  let nanoseconds: Int64
}

extension LeaseBook {
  /// Reads all leases.
  static func fetch(_ database: Database) throws -> LeaseBook {
    let newest = try database.row(of: .fence, "SELECT * FROM fence") { try $0.integer("token") }
    let held = try database.rows(of: .lease, "SELECT * FROM lease") { row in
      LeaseRecord(
        token: try row.integer("token"), scope: try row.choice("scope", LeaseScope.self),
        // An earlier program may have left a lease without an owner.
        owner: try? StableJSON.value(LeaseOwner.self, from: row.text("owner")),
        beat: LeaseMoment(
          boot: try row.text("boot"),
          nanoseconds: Int64(try row.integer("beat", in: StoredRow.moments))),
        beats: try row.integer("beats"))
    }
    return LeaseBook(newest: newest ?? 0, held: held)
  }

  /// Writes one lease, and the greatest token given.
  func store(_ token: Int, _ database: Database) throws {
    guard let record = held[token] else { return }
    try database.insert(into: .fence, ifThere: .replace, ["id": 1, "token": newest])
    // Not replaced: that would delete the row, and with it the claims under this lease.
    try database.insert(
      into: .lease, ifThere: .keep,
      [
        "token": token, "scope": record.scope.rawValue,
        "owner": try record.owner.map { try StableJSON.text($0) } ?? "{}",
        "boot": record.beat.boot, "beat": record.beat.nanoseconds, "beats": record.beats,
      ])
    try database.execute(
      sql: "UPDATE lease SET boot = ?, beat = ?, beats = ? WHERE token = ?",
      arguments: [record.beat.boot, record.beat.nanoseconds, record.beats, token])
  }

  /// Ends a lease, and with it what it claims.
  static func end(_ token: Int, _ database: Database) throws {
    try database.execute(sql: "DELETE FROM lease WHERE token = ?", arguments: [token])
  }

  /// Whether writes under a token count.
  static func admits(_ token: Int, _ database: Database) throws -> Bool {
    try database.exists("lease WHERE token = ?", [token])
  }
}
