import ArgumentParser
import Artifacts

/// `llamero gc`: remove what nothing needs any more.
struct GarbageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Remove results and bytes that no run needs any more.",
    discussion: """
      Runs stay unless --keep says how many of the newest to keep; pinned and unfinished ones \
      always stay. Bytes are removed by the first collection that comes an hour or more after \
      they were found to be useless, so that nobody who still reads them is disturbed; --now does \
      not wait. If more than half of all bytes would go, and more than \
      \(ByteText.of(KeepRule.few)), nothing goes unless --more-than-half is given, and the exit \
      status is 65.
      """)

  @Option(help: ArgumentHelp("Forget all finished runs but the newest.", valueName: "n"))
  var keep: Int?

  @Flag(help: "Say what would go, and remove nothing.")
  var dryRun = false

  @Flag(name: .customLong("now"), help: "Do not wait an hour before bytes are removed.")
  var isImmediate = false

  @Flag(help: "Go on even if more than half of all bytes go.")
  var moreThanHalf = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if let keep, !(0...1_000_000_000).contains(keep) {
      throw ValidationError("--keep \(keep): give a number from 0 to 1000000000.")
    }
  }

  func run() throws {
    let store = try store.open()
    let rule = KeepRule(
      newestRuns: keep, grace: isImmediate ? 0 : 3600, allowsMost: moreThanHalf)
    let report = try collect(rule, in: store)
    if json { return try Console.sayJSON(try StableJSON.text(report, pretty: true)) }
    let verb = dryRun ? "would go" : "went"
    try Console.say(
      "\(report.runs.count) runs, \(report.results.count) results and "
        + "\(report.artifacts.count) artifacts \(verb).")
    try Console.say(
      "\(report.condemnedBlobs) files (\(ByteText.of(report.condemnedBytes))) are useless, "
        + "\(report.removedBlobs) (\(ByteText.of(report.removedBytes))) were removed.")
    if report.isMost && dryRun {
      try Console.say("That is more than half of all bytes: it needs --more-than-half.")
    }
    for problem in report.problems { try Console.say("left: \(problem)") }
  }

  private func collect(_ rule: KeepRule, in store: ArtifactStore) throws -> GarbageReport {
    if dryRun { return try store.plannedCollection(rule) }
    let lease = try store.lease(for: ShellText.typedCommand)
    defer { lease.release() }
    return try store.collectGarbage(rule, under: lease)
  }
}
