import ArgumentParser
import Artifacts

/// `llamero show`: the stages of a run.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run, its stages and what they made.")

  @Argument(help: ArgumentHelp("The beginning of a run's name, or 'last'.", valueName: "run"))
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
    var table = TextTable(["stage", "kind", "state", "time"])
    for stage in summary.stages {
      let time = stage.seconds > 0 ? DurationText.of(seconds: stage.seconds) : ""
      table.add([stage.name, stage.kind, stage.skipped ? "skipped" : stage.state.words, time])
    }
    return table
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
