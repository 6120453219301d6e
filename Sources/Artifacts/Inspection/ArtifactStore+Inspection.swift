import Files
import Foundation
import GRDB
import Glibc

extension ArtifactStore {
  /// Checks the store for everything that can be wrong; reads every byte, changes nothing.
  package func inspect() throws -> InspectionReport {
    try inspect(beside: liveTokens)
  }

  private func inspect(beside live: Set<Int>) throws -> InspectionReport {
    var report = InspectionReport()
    let isReadable: Bool
    (report.findings, isReadable) = try inspectRows(beside: live)
    if isReadable { try BlobInspection(store: self).run(&report) }
    report.findings += try unfinishedWork(beside: live) + rights() + room()
    return report
  }

  /// Checks the database; the rows of a damaged file are not worth reading.
  func inspectRows(
    beside live: Set<Int> = []
  ) throws -> (findings: [Finding], isReadable: Bool) {
    do {
      return try database.read { database in
        let own = try DatabaseInspection.findings(database)
        guard try DatabaseInspection.isReadable(own, database) else { return (own, false) }
        let rows = try RowInspection.findings(database)
        let records = try RecordInspection.findings(database, beside: live)
        // A record that cannot be read at all has been named with its row.
        let named = Set(rows.map(\.sentence))
        return (
          try own + rows + records.filter { !named.contains($0.sentence) }
            + ProgressInspection.findings(database) + QuestionInspection.findings(database)
            + unnamedBytes(database),
          true
        )
      }
    } catch StoreError.corrupted(_, let message) {
      let sentence = "The database file is damaged (\(message)); restore the store from a backup."
      return ([Finding(.brokenPages, "store.sqlite", sentence)], false)
    }
  }

  /// Checks the store and repairs what can be repaired without losing anything.
  ///
  /// No other process is at work, so nothing found changes before it is repaired. Corrupt bytes are
  /// quarantined, and the next run recomputes what they belonged to.
  package func repair(under lease: Lease) throws -> InspectionReport {
    precondition(lease.scope == .store)
    var report = try inspect(beside: [])
    for index in report.findings.indices {
      report.findings[index].isRepaired = try repair(report.findings[index], lease.token)
    }
    return report
  }

  private func repair(_ finding: Finding, _ token: Int) throws -> Bool {
    switch finding.kind {
    case .wrongSize, .wrongBytes, .writableBytes, .strayBytes:
      return try BlobDigest(finding.subject).map { try repair($0, finding.kind, token) } ?? false
    case .missingBytes:
      // The row stays: it names what is lost, and the next run recomputes it.
      return false
    case .openToOthers:
      try folder.setMode(0o700)
      return true
    case .unfinishedWork:
      try removeLeftovers()
      return true
    case .finishedWithoutResult, .finishedTooEarly, .leftoverCheckpoint, .wrongCount:
      return try database.write { database in
        guard try LeaseBook.admits(token, database) else {
          throw StoreError.lostRun(run: "fsck")
        }
        return try Self.repairRows(finding, database)
      }
    default: return false
    }
  }

  /// Repairs bytes in a transaction: nobody gives them a row, or puts others in their place,
  /// meanwhile.
  private func repair(_ blob: BlobDigest, _ kind: Finding.Kind, _ token: Int) throws -> Bool {
    try database.write { database in
      guard try LeaseBook.admits(token, database) else { throw StoreError.lostRun(run: "fsck") }
      switch kind {
      case .writableBytes: try blobs.protect(blob)
      case .strayBytes:
        guard try !database.exists("blob WHERE sha256 = ?", [blob.hexadecimal]) else {
          return false
        }
        try blobs.remove(blob)
      default: try blobs.setAside(blob)
      }
      return true
    }
  }

  private static func repairRows(_ finding: Finding, _ database: Database) throws -> Bool {
    let parts = finding.subject.split(separator: "/", maxSplits: 1).map(String.init)
    switch finding.kind {
    case .finishedWithoutResult where parts.count == 2:
      try database.execute(
        sql: "UPDATE stage SET state = 'interrupted' WHERE run = ? AND name = ?",
        arguments: [parts[0], parts[1]])
      try database.execute(
        sql: "UPDATE run SET state = 'interrupted' WHERE id = ?", arguments: [parts[0]])
    case .finishedTooEarly:
      try database.execute(
        sql: "UPDATE run SET state = 'interrupted' WHERE id = ?", arguments: [finding.subject])
    case .leftoverCheckpoint:
      try database.execute(
        sql: "DELETE FROM checkpoint WHERE key = ?", arguments: [finding.subject])
    case .wrongCount:
      try ProgressInspection.repair(finding.subject, database)
    default: return false
    }
    return true
  }

  private func unnamedBytes(_ database: Database) throws -> [Finding] {
    try database.readableRows(of: .blob, Garbage.uselessBlobs) {
      try $0.name("sha256", BlobDigest.self).hexadecimal
    }.map {
      Finding(.unnamedBytes, $0, "No artifact uses \($0.prefix(12)); 'llamero gc' removes it.")
    }
  }

  /// Whether other users can look into the folder, whatever the permissions of its contents.
  private func rights() throws -> [Finding] {
    guard try folder.status().mode & 0o077 != 0 else { return [] }
    return [
      Finding(
        .openToOthers, home.path,
        "Other users can look into \(home.path); 'llamero fsck --repair' keeps them out.")
    ]
  }

  private func unfinishedWork(beside live: Set<Int>) throws -> [Finding] {
    func quarantined() throws -> [String] {
      guard try folder.status(of: "quarantine")?.kind == .folder else { return [] }
      let names = try folder.folder("quarantine")?.names()
      return (names?.usable ?? []) + (names?.unusable ?? [])
    }
    return try leftovers(besides: { live }).map {
      Finding(.unfinishedWork, $0, "temporary/\($0) was left behind; the next run removes it.")
    }
      + quarantined().map {
        Finding(
          .quarantinedBytes, $0,
          "quarantine/\($0) holds corrupt bytes; remove it when you are done.")
      }
  }

  private func room() -> [Finding] {
    var status = statvfs()
    guard statvfs(home.path, &status) == 0 else { return [] }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    guard free < 1 << 30 else { return [] }
    return [
      Finding(
        .littleSpace, home.path, "Only \(free >> 20) MB are free on the disk; free some space.")
    ]
  }
}
