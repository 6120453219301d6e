import ArgumentParser
import Artifacts
import Pipelines

/// `llamero diff`: two runs beside each other.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Compare two runs: what was asked, given, made and measured.",
    discussion: """
      Names each option, seed, version and input in which a stage of the two runs differs, says \
      whether its outputs are equal, and puts the last value of each metric side by side, with \
      the number of observations behind it and the interval of the difference where the stage says \
      how many there were. Two runs' observations count as separate ones, so that the interval is \
      rather too wide than too narrow. Exits with 0 whether or not the runs differ; the key \
      'equal' of the JSON says which.
      """)

  @Argument(help: ArgumentHelp("The run to compare from.", valueName: "before"))
  var before: String

  @Argument(help: ArgumentHelp("The run to compare with.", valueName: "after"))
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
