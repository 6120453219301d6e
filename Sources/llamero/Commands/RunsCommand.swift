import ArgumentParser
import Artifacts
import Foundation

/// `llamero runs`: the history of this store.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs, the most recent first.",
    discussion: "Shows the newest \(shown); --json always lists all of them.")

  /// How many runs are shown without `--all`.
  private static let shown = 20

  @Flag(help: "List all runs.")
  var all = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    if json {
      return try Console.sayJSON(
        try StableJSON.text(store.runs().map { try Row($0, in: store) }, pretty: true))
    }
    let runs = try store.runs(newest: all ? nil : Self.shown)
    var table = TextTable(["run", "pipeline", "seed", "state", "time", "measured", "changed"])
    for run in runs {
      let outline = try store.outline(of: run.id)
      table.add([
        run.id.text, run.pipeline, "\(run.seed)", run.state.words,
        outline.seconds > 0 ? DurationText.of(seconds: outline.seconds) : "",
        outline.headline?.words ?? "", run.changedAt.formatted(.iso8601),
      ])
    }
    let more = try store.runCount() - runs.count
    let note = more > 0 && !all ? ["\(more) more; 'llamero runs --all' lists them."] : []
    for line in table.lines + note { try Console.say(line) }
  }

  /// A run in the list; the keys are a promise to scripts.
  private struct Row: Encodable {
    let run: String
    let pipeline: String
    let file: String
    let state: RunState
    let seed: UInt64
    let seconds: Double
    let headline: MetricPoint?
    let command: String
    let error: String?
    let createdAt: Date
    let changedAt: Date

    init(_ record: RunRecord, in store: ArtifactStore) throws {
      let outline = try store.outline(of: record.id)
      run = record.id.text
      pipeline = record.pipeline
      file = record.file
      state = record.state
      seed = record.seed
      seconds = outline.seconds
      headline = outline.headline
      command = record.command
      error = record.error
      createdAt = record.createdAt
      changedAt = record.changedAt
    }
  }
}
