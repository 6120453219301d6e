import ArgumentParser
import Artifacts
import Foundation

/// `llamero runs`: what ran here.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs, the last one first.")

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let runs = try store.open().runs()
    if json { return try Console.say(try StableJSON.text(runs.map(Row.init), pretty: true)) }
    var table = TextTable(["run", "pipeline", "state", "changed"])
    for run in runs {
      table.add(
        [run.id.text, run.pipeline, run.state.words, run.changedAt.formatted(.iso8601)])
    }
    for line in table.lines { try Console.say(line) }
  }

  /// A run in the list; the keys are a promise to scripts.
  private struct Row: Encodable {
    let run: String
    let pipeline: String
    let file: String
    let state: RunState
    let seed: UInt64
    let command: String
    let error: String?
    let createdAt: Date
    let changedAt: Date

    init(_ record: RunRecord) {
      run = record.id.text
      pipeline = record.pipeline
      file = record.file
      state = record.state
      seed = record.seed
      command = record.command
      error = record.error
      createdAt = record.createdAt
      changedAt = record.changedAt
    }
  }
}
