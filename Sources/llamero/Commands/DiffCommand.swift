import ArgumentParser
import Artifacts
import Pipelines

/// `llamero diff`: two runs side by side.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two runs: options, inputs, outputs and metrics.",
    discussion: """
      Lists every option, seed, version and input in which a stage differs between the two runs, \
      says whether its outputs are equal, and shows the last value of each metric side by side. \
      Where the stage records the number of observations, it is shown with a confidence interval \
      for the difference; the interval treats the two samples as independent, so it is too wide \
      rather than too narrow. The exit status is 0 whether or not the runs differ; the JSON key \
      'equal' says which.
      """)

  @Argument(help: ArgumentHelp("The baseline run.", valueName: "before"))
  var before: String

  @Argument(help: ArgumentHelp("The run to compare with the baseline.", valueName: "after"))
  var after: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    let (first, second) = (try store.run(before), try store.run(after))
    let comparison = RunComparison(
      try RunSnapshot(of: first, in: store), try RunSnapshot(of: second, in: store))
    if json { return try Console.sayJSON(try StableJSON.text(comparison, pretty: true)) }
    for line in ComparisonText(comparison).lines { try Console.say(line) }
  }
}
