import ArgumentParser
import Artifacts
import Pipelines

/// `llamero explain`: why stages ran or were skipped.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain why each stage of a run ran or was skipped.",
    discussion: """
      A stage with a new key is compared with the nearest key that such a stage had before, and \
      every component that differs is listed. A changed input is traced back through the stage \
      that made it, down to the root cause.
      """)

  @Argument(
    help: ArgumentHelp(
      "A prefix of the run's name, or 'last'; add /STAGE for a single stage.",
      valueName: "run[/stage]"))
  var reference: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    let (run, stage) = try RunReference(reference).found(in: store)
    var explainer = Explainer(store)
    let explanation = try explainer.explanation(of: run, stage: stage)
    if json { return try Console.sayJSON(try StableJSON.text(explanation, pretty: true)) }
    try Console.say("Run \(run.id) of \(run.pipeline) is \(run.state.words).")
    for stage in explanation.stages {
      for line in [""] + ExplanationText(stage).lines { try Console.say(line) }
    }
  }
}
