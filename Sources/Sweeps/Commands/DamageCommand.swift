import ArgumentParser
import Foundation

/// `Sweeps damage`: a database with any bytes is answered from or refused.
struct DamageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "damage",
    abstract: "Corrupt the database of a store, and run every command that reads it.")

  @OptionGroup var options: SweepOptions

  @Option(help: ArgumentHelp("How many files to damage.", valueName: "n"))
  var count = 2_000

  @Option(help: ArgumentHelp("The seed of the damage.", valueName: "n"))
  var seed: UInt64 = 1

  func run() throws {
    let programs = try options.programs()
    let claim = "a database with damaged bytes is answered from or refused in one sentence"
    try options.report("damage", claim: claim) { tally in
      let sweep = try DamageSweep(
        programs, tally: tally, seed: seed, disk: try ToyStore(programs).disk)
      try Workers.forEach(Array(0..<(options.limit ?? count)), workers: options.workers) {
        try sweep.examine($0, worker: $1)
      }
      return false
    }
  }
}
