import Foundation
import GRDB

/// Garbage goes in two phases. First rows: runs beyond those kept, results that no run names, their
/// artifacts; bytes that no row names are condemned. A later collection removes condemned bytes
/// whose grace period is over. A kill at any point leaves a store that the next collection ends.
extension ArtifactStore {
  /// Removes what no kept run, pin or unfinished work needs; the caller holds the lease.
  package func collectGarbage(_ rule: KeepRule, under lease: Lease) throws -> GarbageReport {
    var report = try database.write { database in
      try requireHolder(lease.token, database)
      return try forget(rule, database)
    }
    try sweep(rule, lease.token, &report)
    return report
  }

  /// Returns what a collection would do, and does nothing.
  package func plannedCollection(_ rule: KeepRule) throws -> GarbageReport {
    struct Undo: Error { let report: GarbageReport }
    do {
      try database.write { database in throw Undo(report: try forget(rule, database)) }
    } catch let undo as Undo {
      return undo.report
    }
    return GarbageReport()
  }

  /// Keeps a run with all it made, or an artifact, from ever being collected.
  package func pin(_ name: String) throws {
    try database.write { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO pin VALUES (?, ?)", arguments: [name, timestamp])
    }
  }

  /// Lets a pinned run or artifact go again; returns whether it was pinned.
  package func unpin(_ name: String) throws -> Bool {
    try database.write { database in
      try database.execute(sql: "DELETE FROM pin WHERE name = ?", arguments: [name])
      return database.changesCount > 0
    }
  }

  /// Returns the names of what is pinned: runs and digests.
  package func pins() throws -> [String] {
    try database.read { try String.fetchAll($0, sql: "SELECT name FROM pin ORDER BY name") }
  }

  private func requireHolder(_ token: Int, _ database: Database) throws {
    guard try LeaseRecord.fetch(database).admits(token) else {
      throw StoreError.lostRun(run: "gc")
    }
  }

  /// The first phase: removes rows and condemns bytes, all in one transaction.
  private func forget(_ rule: KeepRule, _ database: Database) throws -> GarbageReport {
    var report = GarbageReport()
    report.runs = try forgetRuns(rule, database)
    report.results = try String.fetchAll(database, sql: Garbage.uselessResults)
      .map(StageKey.init(stored:))
    for key in report.results {
      for table in ["result", "metric", "checkpoint"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE key = ?", arguments: [key.hexadecimal])
      }
    }
    let artifacts = try String.fetchAll(database, sql: Garbage.uselessArtifacts)
    report.artifacts = artifacts.compactMap(ArtifactDigest.init)
    for digest in artifacts {
      try database.execute(sql: "DELETE FROM artifact WHERE digest = ?", arguments: [digest])
    }
    let blobs = try Row.fetchAll(database, sql: Garbage.uselessBlobs)
    report.condemnedBlobs = blobs.count
    report.condemnedBytes = blobs.reduce(0) { $0 + ($1["bytes"] as Int) }
    for blob in blobs {
      let sha256: String = blob["sha256"]
      try database.execute(
        sql: "INSERT OR IGNORE INTO condemned VALUES (?, ?)", arguments: [sha256, timestamp])
      try database.execute(sql: "DELETE FROM blob WHERE sha256 = ?", arguments: [sha256])
    }
    return report
  }

  private func forgetRuns(_ rule: KeepRule, _ database: Database) throws -> [RunID] {
    guard let count = rule.newestRuns else { return [] }
    let old = try String.fetchAll(database, sql: Garbage.oldRuns, arguments: [count])
    for run in old {
      try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run])
    }
    return old.map(RunID.init)
  }

  /// The second phase: removes condemned bytes, and files that were never named by a row.
  ///
  /// Each removal is a transaction of its own, so that no one names the bytes meanwhile.
  private func sweep(_ rule: KeepRule, _ token: Int, _ report: inout GarbageReport) throws {
    let oldest = Timestamp.text(now().addingTimeInterval(-rule.grace))
    let due = try database.read { database in
      try String.fetchAll(
        database, sql: "SELECT sha256 FROM condemned WHERE since <= ? ORDER BY sha256",
        arguments: [oldest])
    }
    for sha256 in due {
      do {
        try remove(sha256, token, &report)
      } catch let error as StoreError {
        if case .lostRun = error { throw error }
        report.problems.append("\(sha256.prefix(12)): \(error)")
      }
    }
    let limit = now().timeIntervalSince1970 - rule.grace
    for sha256 in try blobs.files().compactMap(BlobFolder.hash)
    where blobs.changed(sha256).map({ $0 <= limit }) ?? false {
      try sweepStray(sha256, token, &report)
    }
  }

  /// Removes bytes that no row names, however new: who moved them there was killed, or has lost
  /// its lease and cannot name them any more.
  func removeStrayBytes(_ token: Int) throws {
    let known = try database.read { database in
      try Set(
        String.fetchAll(
          database, sql: "SELECT sha256 FROM blob UNION SELECT sha256 FROM condemned"))
    }
    var report = GarbageReport()
    for sha256 in try blobs.files().compactMap(BlobFolder.hash) where !known.contains(sha256) {
      try remove(sha256, token, &report)
    }
  }

  private func remove(_ sha256: String, _ token: Int, _ report: inout GarbageReport) throws {
    let bytes = try database.write { database in
      try requireHolder(token, database)
      let isNamed = try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?)", arguments: [sha256])
      let bytes = isNamed == false ? try blobs.remove(sha256) : nil
      try database.execute(sql: "DELETE FROM condemned WHERE sha256 = ?", arguments: [sha256])
      return bytes
    }
    guard let bytes else { return }
    report.removedBlobs += 1
    report.removedBytes += bytes
  }

  /// Removes a file of the blob folder unless a row names it.
  private func sweepStray(_ sha256: String, _ token: Int, _ report: inout GarbageReport) throws {
    let isKnown = try database.read { database in
      try Bool.fetchOne(
        database,
        sql: """
          SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?1)
            OR EXISTS (SELECT 1 FROM condemned WHERE sha256 = ?1)
          """, arguments: [sha256])
    }
    if isKnown == false { try remove(sha256, token, &report) }
  }
}
