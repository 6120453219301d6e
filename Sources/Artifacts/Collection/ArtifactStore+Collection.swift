import Files
import Foundation
import GRDB

/// Garbage is collected in two phases. First rows: runs beyond those kept, results that no run
/// uses, their artifacts; bytes that no row names are condemned. A later collection deletes
/// condemned bytes whose grace period is over. After a kill at any point, the next one finishes.
///
/// Rows can be lost, and bytes that nothing refers to may be all that is left of weeks of work. So
/// a collection that would leave less than half of the bytes with a row starts only on explicit
/// request.
extension ArtifactStore {
  /// Removes what no kept run, pin or unfinished work needs; no other process is at work.
  package func collectGarbage(_ rule: KeepRule, under lease: Lease) throws -> GarbageReport {
    precondition(lease.scope == .store)
    var report = try database.write { database in
      try requireHolder(lease.token, database)
      // Read before anything is deleted: an invalid digest stops the collection here.
      _ = try condemned(database)
      let report = try forget(rule, database)
      guard rule.allowsMost || !report.isMost else {
        let (doomed, all) = try shareWithoutRow(database)
        throw StoreError.tooMuchGarbage(bytes: doomed, all: all)
      }
      return report
    }
    try sweep(rule, lease.token, &report)
    return report
  }

  /// Returns what a collection would do, without doing it.
  package func plannedCollection(_ rule: KeepRule) throws -> GarbageReport {
    struct Undo: Error { let report: GarbageReport }
    do {
      try database.write { database in throw Undo(report: try forget(rule, database)) }
    } catch let undo as Undo {
      return undo.report
    }
    return GarbageReport()
  }

  /// Protects a run with all its outputs, or an artifact, from collection.
  package func pin(_ name: String) throws {
    try database.write { database in
      try database.insert(into: .pin, ifThere: .keep, ["name": name, "createdAt": timestamp])
    }
  }

  /// Removes a pin; returns whether there was one.
  package func unpin(_ name: String) throws -> Bool {
    try database.write { database in
      try database.execute(sql: "DELETE FROM pin WHERE name = ?", arguments: [name])
      return database.changesCount > 0
    }
  }

  /// Returns the names of what is pinned: runs and digests.
  package func pins() throws -> [String] {
    try database.read { database in
      try database.rows(of: .pin, "SELECT * FROM pin ORDER BY name") { try $0.text("name") }
    }
  }

  private func requireHolder(_ token: Int, _ database: Database) throws {
    guard try LeaseBook.admits(token, database) else {
      throw StoreError.lostRun(run: "gc")
    }
  }

  /// The first phase: removes rows and condemns bytes, all in one transaction.
  private func forget(_ rule: KeepRule, _ database: Database) throws -> GarbageReport {
    var report = GarbageReport()
    report.runs = try forgetRuns(rule, database)
    report.results = try database.rows(of: .computation, Garbage.uselessResults) {
      try $0.name("key")
    }
    for key in report.results {
      for table in ["result", "metric", "checkpoint"] {
        try database.execute(
          sql: "DELETE FROM \(table) WHERE key = ?", arguments: [key.hexadecimal])
      }
    }
    report.artifacts = try database.rows(of: .artifact, Garbage.uselessArtifacts) {
      try $0.name("digest")
    }
    for digest in report.artifacts.map(\.hexadecimal) {
      try database.execute(sql: "DELETE FROM artifact WHERE digest = ?", arguments: [digest])
    }
    try condemnBlobs(database, &report)
    let (doomed, all) = try shareWithoutRow(database)
    report.isMost = doomed > all / 2 && doomed > KeepRule.few
    return report
  }

  private func condemnBlobs(_ database: Database, _ report: inout GarbageReport) throws {
    let blobs = try database.rows(of: .blob, Garbage.uselessBlobs) {
      (sha256: try $0.name("sha256", BlobDigest.self).hexadecimal, bytes: try $0.integer("bytes"))
    }
    report.condemnedBlobs = blobs.count
    report.condemnedBytes = blobs.reduce(0) { $0.adding($1.bytes) }
    for blob in blobs {
      try database.insert(
        into: .condemned, ifThere: .keep, ["sha256": blob.sha256, "since": timestamp])
      try database.execute(sql: "DELETE FROM blob WHERE sha256 = ?", arguments: [blob.sha256])
    }
  }

  /// Returns how many bytes no row needs, and how many there are in all.
  private func shareWithoutRow(_ database: Database) throws -> (doomed: Int, all: Int) {
    let needed = Set(
      try database.rows(of: .blob, "SELECT * FROM blob") {
        try $0.name("sha256", BlobDigest.self)
      })
    let files = try blobs.listing().files
    let doomed = files.filter { !needed.contains($0.digest) }
    func bytes(_ files: [(digest: BlobDigest, status: FileStatus)]) -> Int {
      files.reduce(0) { $0.adding($1.status.bytes) }
    }
    return (bytes(doomed), bytes(files))
  }

  private func condemned(
    _ database: Database
  ) throws -> [(sha256: BlobDigest, since: String)] {
    try database.rows(of: .condemned, "SELECT * FROM condemned ORDER BY sha256") {
      (try $0.name("sha256"), try $0.text("since"))
    }
  }

  private func forgetRuns(_ rule: KeepRule, _ database: Database) throws -> [RunID] {
    guard let count = rule.newestRuns else { return [] }
    let old = try database.rows(of: .run, Garbage.oldRuns, [count]) {
      try $0.name("id", RunID.self)
    }
    for run in old {
      try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.text])
    }
    return old
  }

  /// The second phase: deletes condemned bytes, and files that no row ever named.
  ///
  /// Each deletion is a transaction of its own, so that no row can name the bytes meanwhile.
  private func sweep(_ rule: KeepRule, _ token: Int, _ report: inout GarbageReport) throws {
    let oldest = Timestamp.text(now().addingTimeInterval(-rule.grace))
    let due = try database.read { database in
      try condemned(database).filter { $0.since <= oldest }.map(\.sha256)
    }
    for sha256 in due {
      do {
        try remove(sha256, token, &report)
      } catch let error as StoreError {
        if case .lostRun = error { throw error }
        report.problems.append("\(sha256.hexadecimal.prefix(12)): \(error)")
      }
    }
    let limit = now().timeIntervalSince1970 - rule.grace
    for file in try blobs.listing().files where Double(file.status.changed) <= limit {
      try sweepStray(file.digest, token, &report)
    }
  }

  /// Deletes bytes that no row names, however new: a process moves bytes in and writes their rows
  /// in one transaction, so the process that moved these in was killed.
  func removeStrayBytes(_ token: Int) throws {
    let (known, isMost) = try database.read { database in
      let rows = "SELECT sha256 FROM blob UNION SELECT sha256 FROM condemned"
      let (doomed, all) = try shareWithoutRow(database)
      return (
        Set(try database.rows(of: .blob, rows) { try $0.name("sha256", BlobDigest.self) }),
        doomed > all / 2 && doomed > KeepRule.few
      )
    }
    // One process does not leave so much behind; a person has to look at it first.
    guard !isMost else { return }
    var report = GarbageReport()
    for file in try blobs.listing().files where !known.contains(file.digest) {
      try remove(file.digest, token, &report)
    }
  }

  private func remove(_ blob: BlobDigest, _ token: Int, _ report: inout GarbageReport) throws {
    let bytes = try database.write { database in
      try requireHolder(token, database)
      let isNamed = try database.exists("blob WHERE sha256 = ?", [blob.hexadecimal])
      let bytes = isNamed ? nil : try blobs.remove(blob)
      try database.execute(
        sql: "DELETE FROM condemned WHERE sha256 = ?", arguments: [blob.hexadecimal])
      return bytes
    }
    guard let bytes else { return }
    report.removedBlobs += 1
    report.removedBytes = report.removedBytes.adding(bytes)
  }

  /// Deletes a file of the blob folder unless a row names it.
  private func sweepStray(_ blob: BlobDigest, _ token: Int, _ report: inout GarbageReport) throws {
    let isKnown = try database.read { database in
      try ["blob", "condemned"].contains {
        try database.exists("\($0) WHERE sha256 = ?", [blob.hexadecimal])
      }
    }
    if !isKnown { try remove(blob, token, &report) }
  }
}
