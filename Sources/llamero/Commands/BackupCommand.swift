import ArgumentParser
import Artifacts
import Foundation

/// `llamero backup`: a checked copy of the store, also while it is written.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the store into a new folder, and check the copy.",
    discussion: """
      The copy is the store of one instant and a store itself: look at it with --home FOLDER. It \
      may be made while a run is going on.
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

/// `llamero restore`: make a backup the store again.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Copy a backup into a new store, and check the copy.",
    discussion: """
      The store of --home must not exist yet: move a damaged one away first. Rows, schema and \
      files of the backup are all checked before anything appears there; one that no Llamero made \
      is refused.
      """)

  @Argument(help: ArgumentHelp("The folder that 'backup' made.", valueName: "folder"))
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

/// What a person is told of a checked copy.
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
