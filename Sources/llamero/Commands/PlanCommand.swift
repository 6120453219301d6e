import ArgumentParser
import Artifacts
import CPUBackend
import Pipelines

/// `llamero plan`: what a run would do.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what a run of a pipeline would do, and change nothing.",
    discussion: """
      Reads the pipeline, opens every file outside the store that it names, and says for each \
      stage whether it would run, resume from a checkpoint, be skipped because its result is in \
      the store, or depend on outputs that are not known yet. Times are those of the newest \
      earlier run of such a stage.
      """)

  @OptionGroup var pipeline: PipelineOptions
  @OptionGroup var range: StageRangeOptions
  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    try Self.show(pipeline, range, store, device, json: json)
  }

  /// Prints the plan of a run with these options.
  static func show(
    _ options: PipelineOptions, _ range: StageRangeOptions, _ store: StoreOptions,
    _ device: DeviceOptions, json: Bool
  ) throws {
    let backend = options.backend(device)
    let planner = Planner(
      try store.openToRead(),
      settings: RunnerSettings(
        baseFolder: options.dataFolder, command: ShellText.typedCommand,
        numericIdentity: backend.numericIdentity),
      logger: StoreOptions.logger)
    let plan = try planner.plan(
      try options.read(on: backend), from: range.from, until: range.until)
    if json { return try Console.sayJSON(try StableJSON.text(plan, pretty: true)) }
    for line in PlanText(plan).lines { try Console.say(line) }
  }
}
