import ArgumentParser
import Artifacts
import CPUBackend
import Foundation
import Pipelines
import Stages

/// `llamero run`: run a pipeline, or resume it.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a pipeline, or resume it where it stopped.",
    discussion: """
      Finished stages are skipped, and an unfinished one resumes from its checkpoint. Ctrl-C \
      finishes the current step, saves a checkpoint and stops; a second Ctrl-C ends at once and \
      loses only the work since the last checkpoint.
      """)

  @OptionGroup var pipeline: PipelineOptions

  @OptionGroup var range: StageRangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Verify stored bytes at every use, not only at the first.")
  var paranoid = false

  @Flag(
    help: """
      Refuse to resume from a checkpoint made on another kind of processor or library, instead of \
      resuming with a warning.
      """)
  var strictBits = false

  @Flag(help: "Show what would run and change nothing, as 'plan' does.")
  var dryRun = false

  @Flag(help: "Print the run as JSON when it ends, as 'show' does.")
  var json = false

  func run() throws {
    if dryRun { return try PlanCommand.show(pipeline, range, store, device, json: json) }
    let backend = pipeline.backend(device)
    let execution = WatchedRun(
      store: store, data: pipeline.dataFolder, isParanoid: paranoid,
      numericIdentity: backend.numericIdentity, refusesOtherBits: strictBits)
    let pipeline = try pipeline.read(on: backend)
    let outcome = try execution.run(pipeline, from: range.from, until: range.until)
    if json { try Console.sayJSON(try RunSummary(of: outcome.run, in: store.open()).json()) }
    try RunEnd(outcome, store: store).tell(isQuiet: json)
  }
}
