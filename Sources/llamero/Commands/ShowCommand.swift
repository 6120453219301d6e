import ArgumentParser
import Artifacts

/// `llamero show`: the stages of a run.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run, its stages and their outputs.")

  @Argument(help: ArgumentHelp("A prefix of the run's name, or 'last'.", valueName: "run"))
  var reference: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    let summary = try RunSummary(try store.run(reference), in: store)
    if json { return try Console.sayJSON(try summary.json()) }
    try Console.say("Run \(summary.run) of \(summary.pipeline) is \(summary.state.words).")
    for line in stages(summary).lines + [""] + outputs(summary).lines { try Console.say(line) }
    for stage in summary.stages {
      guard let error = stage.error else { continue }
      try Console.say("")
      try Console.say("\(stage.name): \(error)")
    }
  }

  private func stages(_ summary: RunSummary) -> TextTable {
    var table = TextTable(["stage", "kind", "state", "time", "measured"])
    for stage in summary.stages {
      let time = stage.seconds > 0 ? DurationText.of(seconds: stage.seconds) : ""
      table.add([
        stage.name, stage.kind, state(of: stage), time, stage.headline?.words ?? "",
      ])
    }
    return table
  }

  /// Returns, for example, "running, step 40, 3.10/s"; the step is that of the newest checkpoint.
  private func state(of stage: RunSummary.Stage) -> String {
    if stage.skipped { return "skipped" }
    let step = stage.step.map { ", step \($0)" } ?? ""
    let rate = stage.rate.map { ", \(ProgressText.rate($0, of: "steps"))" } ?? ""
    return stage.state.words + step + rate
  }

  private func outputs(_ summary: RunSummary) -> TextTable {
    var table = TextTable(["output", "digest"])
    for stage in summary.stages {
      for (name, digest) in stage.outputs.sorted(by: { $0.key < $1.key }) {
        table.add(["\(stage.name).\(name)", digest.hexadecimal])
      }
    }
    return table
  }
}
