import ArgumentParser
import Artifacts
import Foundation
import Pipelines
import Stages

/// `llamero run`: run a pipeline, or continue it.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a pipeline, or go on where it stopped.",
    discussion: """
      Finished stages are skipped and an unfinished one continues from its checkpoint. Ctrl-C \
      finishes the step, saves a checkpoint and stops; a second Ctrl-C ends at once, and nothing \
      but the work since the last checkpoint is lost.
      """)

  @Argument(help: "The pipeline, a YAML file.")
  var file: String

  @Option(
    name: .customLong("set"),
    help: ArgumentHelp(
      "Lay a value over the file; may be repeated.", valueName: "stage.key=value"))
  var settings: [String] = []

  @Option(help: ArgumentHelp("Make this stage and all later ones again.", valueName: "stage"))
  var from: String?

  @Option(help: ArgumentHelp("Stop after this stage.", valueName: "stage"))
  var until: String?

  @Option(
    help: ArgumentHelp("The folder that relative paths of stages start from.", valueName: "dir"))
  var data = "."

  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Print the run as JSON when it ends, as 'show' does.")
  var json = false

  func run() throws {
    try NearestFile.require(file)
    try NearestFile.require(data)
    let pipeline = try Pipeline(
      contentsOf: URL(filePath: file), settings: settings,
      kinds: StageCatalog.kinds(backend: device.backend()))
    let execution = WatchedRun(
      store: store, data: URL(filePath: data, directoryHint: .isDirectory))
    let outcome = try execution.run(pipeline, from: from, until: until)
    if json { try Console.say(try RunSummary(of: outcome.run, in: store.open()).json()) }
    try RunEnd(outcome, store: store).tell(isQuiet: json)
  }
}
