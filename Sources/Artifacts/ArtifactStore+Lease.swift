import Foundation
import GRDB

extension ArtifactStore {
  /// Takes the lease to run pipelines on this store, once its last holder is gone.
  ///
  /// A holder that is late, or on another machine, is watched until it is clear that it is gone.
  /// One that never released the lease may have left bytes without a row, which are removed.
  package func lease(for command: String) throws -> Lease {
    let owner = surroundings.owner(command, timestamp)
    var watched: LeaseRecord?
    while true {
      switch try tryLease(owner, watched: watched) {
      case .taken(let token, let isTakenOver):
        let lease = Lease(token: token, store: self)
        if isTakenOver { try removeStrayBytes(token) }
        return lease
      case .mustWatch(let record, let nanoseconds):
        watched = record
        surroundings.sleep(Double(nanoseconds) / 1e9)
      }
    }
  }

  /// Whether a process holds the lease now, as far as can be seen from here.
  package var isRunning: Bool {
    guard let record = try? database.read({ try LeaseRecord.fetch($0) }) else { return false }
    return standing(of: record) != .free
  }

  /// Records a heartbeat; returns whether the holder still has the lease.
  package func beat(_ token: Int) throws -> Bool {
    let now = surroundings.now()
    return try database.write { database in
      try LeaseRecord.fetch(database).beaten(by: token, at: now)?.store(database) != nil
    }
  }

  /// Releases the lease, if the token still holds it.
  func release(_ token: Int) throws {
    try database.write { database in
      try LeaseRecord.fetch(database).released(by: token)?.store(database)
    }
  }

  /// Throws if a token no longer holds the lease; called inside every transaction of a run.
  func require(_ token: Int, of run: RunID, _ database: Database) throws {
    guard try LeaseRecord.fetch(database).admits(token) else {
      throw StoreError.lostRun(run: run.text)
    }
  }

  private enum Attempt {
    case taken(token: Int, isTakenOver: Bool)
    case mustWatch(LeaseRecord, nanoseconds: Int64)
  }

  /// Takes the lease in one transaction if its holder is gone, or was silent while watched.
  private func tryLease(_ owner: LeaseOwner, watched: LeaseRecord?) throws -> Attempt {
    try database.write { database in
      let found = try LeaseRecord.fetch(database)
      let standing = standing(of: found)
      if case .silent(let nanoseconds) = standing, watched == nil {
        return .mustWatch(found, nanoseconds: nanoseconds)
      }
      // An unchanged record means that no heartbeat came while it was watched, whatever machine
      // the holder is on.
      guard standing == .free || found == watched else {
        throw StoreError.locked(home: home.path, holder: found.sentence)
      }
      let taken = found.taken(by: owner, at: surroundings.now())
      try taken.store(database)
      try closeKilledRuns(database, token: taken.token)
      return .taken(token: taken.token, isTakenOver: found.isHeld)
    }
  }

  private func standing(of record: LeaseRecord) -> LeaseRecord.Standing {
    let now = surroundings.now()
    let here = surroundings.owner("", "").machine
    return record.standing(
      at: now, on: here, isAlive: record.owner.flatMap(surroundings.isAlive))
  }
}

extension LeaseRecord {
  /// Reads the record.
  static func fetch(_ database: Database) throws -> LeaseRecord {
    try database.row(of: .lease, "SELECT * FROM lease") { row in
      LeaseRecord(
        token: try row.integer("token"),
        // The lease of a new store has had no owner yet.
        owner: try? StableJSON.value(LeaseOwner.self, from: row.text("owner")),
        beat: LeaseMoment(
          boot: try row.text("boot"),
          nanoseconds: Int64(try row.integer("beat", in: StoredRow.moments))),
        beats: try row.integer("beats"), isHeld: try row.flag("held"))
    } ?? LeaseRecord()
  }

  /// Writes the record.
  func store(_ database: Database) throws {
    try database.insert(
      into: .lease, ifThere: .replace,
      [
        "id": 1, "token": token, "owner": try owner.map { try StableJSON.text($0) } ?? "{}",
        "boot": beat.boot, "beat": beat.nanoseconds, "beats": beats, "held": isHeld,
      ])
  }

  /// Who holds it, for a message.
  fileprivate var sentence: String {
    guard let owner else { return "process unknown" }
    return "process \(owner.process), \(owner.command), since \(owner.since)"
  }
}
