import ArgumentParser
import Artifacts
import CPUBackend
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

  @OptionGroup var pipeline: PipelineOptions

  @OptionGroup var range: StageRangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Hash stored bytes at every use, not at the first one alone.")
  var paranoid = false

  @Flag(
    help: """
      Refuse to go on from a checkpoint that another kind of processor or library made, rather \
      than going on and saying so.
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
