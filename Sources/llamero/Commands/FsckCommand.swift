import ArgumentParser
import Artifacts
import FoundationEssentials

/// `llamero fsck`: check the store for everything that can be wrong with it.
struct FsckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fsck", abstract: "Check the store: every row, every byte.",
    discussion: """
      Reads and hashes every byte, checks the database and the lineage, and changes nothing. With \
      --repair, corrupt bytes are quarantined, so that the next run recomputes them, and harmless \
      leftovers are removed. Exit status 0 if nothing that was stored is lost, 65 otherwise.
      """)

  @Flag(help: "Repair what can be repaired without losing anything.")
  var repair = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.openForInspection()
    let report = try repair ? repaired(store) : store.inspect()
    if json {
      try Console.sayJSON(try StableJSON.text(report, pretty: true))
    } else {
      for finding in report.findings {
        let mark = finding.isRepaired ? "repaired" : finding.severity.rawValue
        try Console.say("\(mark): \(finding.sentence)")
      }
      let size = ByteText.of(report.bytes)
      try Console.say("\(report.blobs) files with \(size) read, \(report.findings.count) findings.")
    }
    guard report.isSound else { throw CommandFailure.unsoundStore(home: store.home.path) }
  }

  private func repaired(_ store: ArtifactStore) throws -> InspectionReport {
    let lease = try store.lease(for: ShellText.typedCommand, scope: .store)
    defer { lease.release() }
    return try store.repair(under: lease)
  }
}
