import ArgumentParser
import Artifacts
import CPUBackend
import Foundation
import Pipelines
import Stages

/// What can be imported on its own.
enum ImportKind: String, CaseIterable, ExpressibleByArgument {
  case model, demonstrations, comparisons, prompts, dialogues
}

/// `llamero import`: import a model or rows into the store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import a model or rows of data into the store.",
    discussion: """
      Runs the import stage of that kind on its own, validates what it reads, and prints each \
      output with its digest.
      """)

  @Argument(help: "A model folder, or files of rows.")
  var paths: [String]

  @Option(help: "What is being imported.")
  var kind: ImportKind

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Set an option of the import stage; may be repeated.", valueName: "key=value"))
  var settings: [String] = []

  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Print the run as JSON, as 'show' does.")
  var json = false

  func validate() throws {
    if kind == .model && paths.count > 1 { throw ValidationError("A model is one folder") }
  }

  func run() throws {
    for path in paths { try NearestFile.require(path) }
    let backend = device.backend()
    let pipeline = try Pipeline(
      yaml: try text(), file: "llamero import", settings: settings.map { "\(kind.rawValue).\($0)" },
      kinds: StageCatalog.kinds(backend: backend))
    let run = WatchedRun(
      store: store, data: URL(filePath: "."), numericIdentity: backend.numericIdentity)
    let outcome = try run.run(pipeline)
    guard case .finished = outcome else {
      return try RunEnd(outcome, store: store).tell(isQuiet: json)
    }
    let summary = try RunSummary(of: outcome.run, in: store.open())
    if json { return try Console.sayJSON(try summary.json()) }
    for stage in summary.stages {
      for (output, digest) in stage.outputs.sorted(by: { $0.key < $1.key }) {
        try Console.say("\(summary.run)/\(stage.name).\(output)  \(digest)")
      }
    }
  }

  /// The pipeline of one stage; JSON is YAML, too.
  private func text() throws -> String {
    let places = paths.map { URL(filePath: $0).standardizedFileURL.path }
    let stage =
      kind == .model
      ? Stage(kind: "import-model", path: places[0], paths: nil)
      : Stage(kind: "import-\(kind.rawValue)", path: nil, paths: places)
    return try StableJSON.text(
      Definition(name: "import-\(kind.rawValue)", stages: [kind.rawValue: stage]))
  }

  private struct Definition: Encodable {
    let name: String
    let stages: [String: Stage]
  }

  private struct Stage: Encodable {
    let kind: String
    let path: String?
    let paths: [String]?
  }
}
