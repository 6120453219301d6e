import ArgumentParser

/// `Sweeps people`: SIGKILL at every change of a collection by people.
struct PeopleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "people",
    abstract: "Kill the run that asks for labels, the pages that store them, the run that resumes.")

  @OptionGroup var options: SweepOptions

  func run() throws {
    let programs = try options.programs()
    let claim =
      "answers that a page confirmed are there, once, wherever run and pages were killed; "
      + "the run ends bit for bit alike"
    try options.report("people", claim: claim) { tally in
      let sweep = PeopleSweep(programs: programs, tally: tally)
      let (cases, facts) = try sweep.rehearsed()
      try Workers.forEach(Spread.of(cases, limit: options.limit), workers: options.workers) {
        try sweep.examine($0, facts, worker: $1)
      }
      return tally.value.notes["points that were not reached"] == nil
    }
  }
}
