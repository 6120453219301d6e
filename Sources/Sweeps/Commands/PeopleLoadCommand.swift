import ArgumentParser
import Foundation

/// `Sweeps people-load`: many people at once, while the server is killed again and again.
struct PeopleLoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people-load",
    abstract: "Let fifty people judge four pairs a second while the server is killed.")

  @OptionGroup var options: SweepOptions

  @Option(help: ArgumentHelp("The percent of the ten minutes to run.", valueName: "n"))
  var count = 100

  @Option(help: ArgumentHelp("How many pairs each person judges in a second.", valueName: "n"))
  var rate = 4.0

  func run() throws {
    let programs = try options.programs()
    let claim =
      "of what many people judge at once, with lost responses and doubled requests, all that was "
      + "confirmed is there once, and nothing else"
    try options.report("people-load", claim: claim) { tally in
      var plan = LoadPlan().part(Double(count) / 100)
      plan.rate = rate
      let record = try LoadSweep(programs: programs, tally: tally, plan: plan).run()
      let times = [0.5, 0.99, 1].map { String(format: "%.1f", record.milliseconds(at: $0)) }
      tally.note("judgements confirmed", record.acknowledged.count)
      tally.note("server kills", plan.kills)
      tally.note("responses lost", record.lost)
      tally.note("requests doubled", record.doubled)
      print("POST p50 \(times[0]) ms, p99 \(times[1]) ms, longest \(times[2]) ms")
      return false
    }
  }
}
