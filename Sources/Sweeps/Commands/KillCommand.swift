import ArgumentParser

/// `Sweeps kill`: SIGKILL between any two changes to the disk, and within every write.
struct KillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kill", abstract: "Kill each stage at every change that it makes to the disk.")

  @OptionGroup var options: SweepOptions

  @Option(
    help: ArgumentHelp(
      "Kill the resumed run as well, at this many spread points (once each).", valueName: "n"))
  var again = 0

  func run() throws {
    let rehearsal = try Rehearsal(options.programs(), stages: options.stageNames())
    let claim =
      again > 0
      ? "a run killed at any change, and killed again while it resumes, ends bit for bit alike"
      : "a run killed between any two changes, or within a write, ends bit for bit alike"
    let name = again > 0 ? "kill twice" : "kill"
    try options.report(options.stages.map { "\(name), \($0)" } ?? name, claim: claim) { tally in
      let sweep = KillSweep(programs: rehearsal.programs, tally: tally, killsAgain: again)
      try Workers.forEach(
        Spread.of(sweep.cases(of: rehearsal.scenes), limit: options.limit),
        workers: options.workers
      ) { try sweep.examine($0, worker: $1) }
      return true
    }
  }
}
