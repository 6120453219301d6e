import ArgumentParser
import FoundationEssentials

/// `Sweeps power`: every disk that a power cut may leave.
struct PowerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "power",
    abstract: "Cut the power after every change: lose, tear and reorder what was not synced.")

  @OptionGroup var options: SweepOptions

  @Option(
    help: ArgumentHelp(
      "Cut the power while a run resumes that was killed at this many evenly spread points.",
      valueName: "n"))
  var afterKills = 0

  @Option(
    help: ArgumentHelp(
      "Ignore fsync of files or folders; the sweep must then fail.",
      valueName: "files|folders"))
  var ignore: IgnoredSync?

  func run() throws {
    let rehearsal = try Rehearsal(options.programs(), stages: options.stageNames())
    let name = afterKills > 0 ? "power after kill" : "power"
    try options.report(
      ignore.map { "\(name), ignoring \($0.rawValue)" } ?? name,
      claim: "whatever of the unsynced changes a power cut takes, what was reported is there"
    ) { tally in
      let sweep = PowerSweep(programs: rehearsal.programs, tally: tally)
      for scene in rehearsal.scenes {
        var cases = PowerCases(ignored: Set(ignore.map { [$0] } ?? []))
        for processes in try processes(of: scene, rehearsal.programs) {
          try cases.add(scene, processes)
        }
        tally.note("moments", cases.moments)
        let share = options.limit.map { $0 / rehearsal.scenes.count + 1 }
        try Workers.forEach(Spread.of(cases.cases, limit: share), workers: options.workers) {
          try sweep.examine($0, worker: $1)
        }
      }
      return ignore == nil && afterKills == 0
    }
  }

  /// The traces to cut: of one undisturbed process, or of a killed one and its successor.
  private func processes(of scene: Scene, _ programs: Programs) throws -> [[[TraceEvent]]] {
    guard afterKills > 0 else { return [[scene.trace]] }
    let workplace = try Workplace(programs, folder: programs.scratch.appending(path: "killed-0"))
    let points = Spread.of(Array(1...scene.changes.count), limit: afterKills)
    return try points.map { point in
      try workplace.place(scene.before)
      let plan = FaultPlan(action: .killBefore, at: point)
      _ = try workplace.run(until: scene.stage, plan, traces: true)
      let killed = try TraceEvent.events(in: workplace.trace)
      _ = try workplace.run(until: scene.stage, traces: true)
      return [killed, try TraceEvent.events(in: workplace.trace)]
    }
  }
}

extension IgnoredSync: ExpressibleByArgument {}
