import ArgumentParser
import Artifacts
import Foundation

/// `llamero backup`: a verified copy of the store, even while a run writes to it.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store into a new folder and verify the copy.",
    discussion: """
      The copy is a consistent snapshot and a store in its own right: inspect it with --home \
      FOLDER. It is safe to take one while a run is in progress.
      """)

  @Argument(help: ArgumentHelp("The new folder.", valueName: "folder"))
  var folder: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let target = URL(filePath: folder, directoryHint: .isDirectory)
    try CopyEnd(try store.open().backUp(to: target), verb: "Backed up to", folder).tell(json: json)
  }
}

/// `llamero restore`: turn a backup into the store again.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Restore a backup into a new store and verify it.",
    discussion: """
      The store that --home names must not exist yet: move a damaged one out of the way first. \
      The backup's rows, schema and files are all verified before anything is written there; a \
      backup that Llamero did not make is refused.
      """)

  @Argument(help: ArgumentHelp("The folder written by 'backup'.", valueName: "folder"))
  var folder: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let backup = try ArtifactStore(
      backup: URL(filePath: folder, directoryHint: .isDirectory), logger: StoreOptions.logger)
    try CopyEnd(
      try backup.restore(to: store.url), verb: "Restored to", store.home
    ).tell(json: json)
  }
}

/// How a verified copy is reported to the user.
private struct CopyEnd {
  let report: InspectionReport
  let verb: String
  let folder: String

  init(_ report: InspectionReport, verb: String, _ folder: String) {
    (self.report, self.verb, self.folder) = (report, verb, folder)
  }

  /// Says what was copied; a copy that is not sound is an error.
  func tell(json: Bool) throws {
    if json {
      try Console.sayJSON(try StableJSON.text(report, pretty: true))
    } else {
      for finding in report.findings { try Console.say("\(finding.severity): \(finding.sentence)") }
      try Console.say("\(verb) \(folder): \(report.blobs) files, \(ByteText.of(report.bytes)).")
    }
    guard report.isSound else { throw CommandFailure.unsoundStore(home: folder) }
  }
}
