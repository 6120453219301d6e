import Foundation
import GRDB
import Glibc

extension ArtifactStore {
  /// Looks for everything that can be wrong with the store; reads every byte, changes nothing.
  package func inspect() throws -> InspectionReport {
    try inspect(isRunning: isRunning)
  }

  private func inspect(isRunning: Bool) throws -> InspectionReport {
    var report = InspectionReport()
    report.findings = try database.read { database in
      let own = try DatabaseInspection.findings(database)
      // Rows of a damaged file are not worth reading.
      if own.contains(where: { $0.kind == .brokenPages }) { return own }
      return try own + RecordInspection.findings(database, isRunning: isRunning)
        + ProgressInspection.findings(database) + unnamedBytes(database)
    }
    try BlobInspection(store: self).run(&report)
    report.findings += leftovers(isRunning: isRunning) + room()
    return report
  }

  /// Looks for what is wrong and cures what can be cured without losing anything.
  ///
  /// The caller holds the lease, so nothing that is found changes before it is cured. Wrong bytes
  /// are set aside and what they belonged to is computed again by the next run.
  package func repair(under lease: Lease) throws -> InspectionReport {
    var report = try inspect(isRunning: false)
    for index in report.findings.indices {
      report.findings[index].isRepaired = try repair(report.findings[index], lease.token)
    }
    return report
  }

  private func repair(_ finding: Finding, _ token: Int) throws -> Bool {
    switch finding.kind {
    case .wrongSize, .wrongBytes:
      try blobs.setAside(blobs.url(finding.subject), finding.subject)
      return true
    case .missingBytes:
      // The row stays: it names what is lost, and the next run makes it again.
      return false
    case .writableBytes:
      return chmod(blobs.url(finding.subject).path, 0o444) == 0
    case .strayBytes:
      try blobs.remove(finding.subject)
      return true
    case .unfinishedWork:
      try removeTemporaryFolders()
      return true
    case .finishedWithoutResult, .finishedTooEarly, .leftoverCheckpoint, .wrongCount:
      return try database.write { database in
        guard try LeaseRecord.fetch(database).admits(token) else {
          throw StoreError.lostRun(run: "fsck")
        }
        return try Self.repairRows(finding, database)
      }
    default: return false
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
    try String.fetchAll(database, sql: "SELECT sha256 FROM (\(Garbage.uselessBlobs))").map {
      Finding(.unnamedBytes, $0, "No artifact uses \($0.prefix(12)); 'llamero gc' removes it.")
    }
  }

  private func leftovers(isRunning: Bool) -> [Finding] {
    func names(_ folder: String) -> [String] {
      let path = home.appending(path: folder).path
      return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }
    let unfinished = isRunning ? [] : names("temporary")
    return unfinished.map {
      Finding(.unfinishedWork, $0, "temporary/\($0) was left behind; the next run removes it.")
    }
      + names("quarantine").map {
        Finding(
          .quarantinedBytes, $0,
          "quarantine/\($0) holds damaged bytes that were set aside; remove it when you are done.")
      }
  }

  private func room() -> [Finding] {
    var status = statvfs()
    guard statvfs(home.path, &status) == 0 else { return [] }
    let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
    guard free < 1 << 30 else { return [] }
    return [
      Finding(
        .littleSpace, home.path, "Only \(free >> 20) MB are free on the disk; make some room.")
    ]
  }
}
