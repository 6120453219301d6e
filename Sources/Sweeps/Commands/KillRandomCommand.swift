import ArgumentParser
import Foundation

/// `Sweeps kill-random`: many random kills of whole runs.
struct KillRandomCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill-random",
    abstract: "Kill runs of the whole pipeline at random, one to five times each.")

  @OptionGroup var options: SweepOptions

  @Option(help: ArgumentHelp("How many runs.", valueName: "n"))
  var count = 1000

  @Option(help: ArgumentHelp("The seed of the kills.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The number of the first run, to repeat one.", valueName: "n"))
  var first = 0

  func run() throws {
    let programs = try options.programs()
    let rehearsal = try Rehearsal(programs, stages: Set(ToyPipeline.stages))
    try options.report(
      "kill-random", claim: "a run killed at random, once or more, ends bit for bit alike"
    ) { tally in
      let sweep = try RandomKillSweep(rehearsal, tally: tally, seed: seed)
      let numbers = Array(first..<first + count)
      try Workers.forEach(numbers, workers: options.workers) { try sweep.examine($0, worker: $1) }
      return false
    }
  }
}

extension RandomKillSweep {
  /// Measures the undisturbed run that the kills fall into.
  init(_ rehearsal: Rehearsal, tally: Tally, seed: UInt64) throws {
    guard let first = rehearsal.scenes.first, let last = rehearsal.scenes.last else {
      throw SweepError.noSuchStage("")
    }
    let workplace = try Workplace(
      rehearsal.programs, folder: rehearsal.programs.scratch.appending(path: "measured"))
    try workplace.place(first.before)
    let start = ContinuousClock.now
    let result = try workplace.run(until: last.stage)
    self.init(
      programs: rehearsal.programs, tally: tally, seed: seed, scene: last, empty: first.before,
      seconds: (ContinuousClock.now - start) / .seconds(1), changes: result.points.count)
  }
}
