import ArgumentParser
import Artifacts

/// `llamero gc`: delete what nothing refers to any more.
struct GarbageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gc", abstract: "Delete results and files that no run needs any more.",
    discussion: """
      All runs are kept unless --keep limits them to the newest n; pinned and unfinished runs are \
      always kept. A file is deleted by the first collection that runs an hour or more after it \
      was found to be unreferenced, so that concurrent readers are not disturbed; --now skips \
      this grace period. If more than half of all bytes, and more than \
      \(ByteText.of(KeepRule.few)), would be deleted, nothing is unless --more-than-half is \
      given, and the exit status is 65.
      """)

  @Option(help: ArgumentHelp("Delete all finished runs except the newest n.", valueName: "n"))
  var keep: Int?

  @Flag(help: "Show what would be deleted, and delete nothing.")
  var dryRun = false

  @Flag(name: .customLong("now"), help: "Delete files without the grace period of an hour.")
  var isImmediate = false

  @Flag(help: "Proceed even if more than half of all bytes would be deleted.")
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
    let verb = dryRun ? "would be deleted" : "deleted"
    try Console.say(
      "\(report.runs.count) runs, \(report.results.count) results and "
        + "\(report.artifacts.count) artifacts \(verb).")
    try Console.say(
      "\(report.condemnedBlobs) files (\(ByteText.of(report.condemnedBytes))) are unreferenced, "
        + "\(report.removedBlobs) (\(ByteText.of(report.removedBytes))) were deleted.")
    if report.isMost && dryRun {
      try Console.say("That is more than half of all bytes: give --more-than-half to proceed.")
    }
    for problem in report.problems { try Console.say("not deleted: \(problem)") }
  }

  private func collect(_ rule: KeepRule, in store: ArtifactStore) throws -> GarbageReport {
    if dryRun { return try store.plannedCollection(rule) }
    let lease = try store.lease(for: ShellText.typedCommand, scope: .store)
    defer { lease.release() }
    return try store.collectGarbage(rule, under: lease)
  }
}
