import ArgumentParser

/// `Sweeps fault`: the n-th call fails, for every n.
struct FaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault", abstract: "Make every system call of each stage fail, in every way.")

  @OptionGroup var options: SweepOptions

  @Option(
    help: ArgumentHelp(
      "Only these failures, comma-separated, such as ENOSPC,EIO.", valueName: "names"))
  var only: String?

  func run() throws {
    let rehearsal = try Rehearsal(options.programs(), stages: options.stageNames())
    try options.report(
      only.map { "fault \($0)" } ?? "fault",
      claim: "a failing call ends in one sentence and loses nothing; the cured run ends alike"
    ) { tally in
      let sweep = FaultSweep(programs: rehearsal.programs, tally: tally)
      let cases = try sweep.cases(of: rehearsal.scenes, actions: try actions())
      try Workers.forEach(
        Spread.of(cases, limit: options.limit), workers: options.workers
      ) { try sweep.examine($0, worker: $1) }
      return only == nil
    }
  }

  private func actions() throws -> [FaultAction] {
    guard let only else { return FaultAction.failures }
    return try only.split(separator: ",").map { name in
      guard let action = FaultAction(rawValue: String(name)), !FaultAction.kills.contains(action)
      else { throw ValidationError("there is no failure '\(name)'") }
      return action
    }
  }
}
