import ArgumentParser
import Foundation

/// `Sweeps together`: many processes that open one store at the same moment.
struct TogetherCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "together",
    abstract: "Start many programs at once on an older store, and on a folder without one.")

  @OptionGroup var options: SweepOptions

  @Option(help: ArgumentHelp("How many programs start at once.", valueName: "n"))
  var programs = 50

  @Option(help: ArgumentHelp("How many rounds.", valueName: "n"))
  var count = 200

  @Option(help: ArgumentHelp("A store of an earlier version.", valueName: "dir"))
  var store = "Tests/ArtifactsTests/Fixtures/store-v1"

  func run() throws {
    let sweep = TogetherSweep(
      programs: try options.programs(), crowd: programs,
      old: URL(filePath: store, directoryHint: .isDirectory))
    let claim =
      "of \(programs) programs that start at once, one makes or migrates the store, none fails"
    try options.report("together", claim: claim) { tally in
      for round in 0..<count { try sweep.round(round, tally) }
      return false
    }
  }
}
