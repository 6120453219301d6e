import ArgumentParser
import Artifacts
import Foundation

/// `llamero export`: take an artifact out of the store.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Copy an artifact's files into a folder, for use by other programs.")

  @Argument(help: "RUN/stage.output, or a digest prefix.")
  var artifact: String

  @Argument(help: "The folder to create.")
  var folder: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    guard names?.isEmpty ?? !FileManager.default.fileExists(atPath: folder) else {
      throw CommandFailure.folderInUse(folder)
    }
    let found = try ArtifactReference(artifact).artifact(in: store)
    try found.export(to: URL(filePath: folder, directoryHint: .isDirectory))
    let answer = Answer(
      artifact: found.digest, kind: found.kind, folder: folder,
      files: found.places.keys.sorted().map(\.text))
    if json { return try Console.sayJSON(try StableJSON.text(answer, pretty: true)) }
    try Console.say(folder)
  }

  private struct Answer: Encodable {
    let artifact: ArtifactDigest
    let kind: String
    let folder: String
    let files: [String]
  }
}
