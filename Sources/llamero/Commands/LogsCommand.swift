import ArgumentParser
import Artifacts
import Foundation

/// `llamero logs`: what happened in a run.
struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Show what happened in a run, in order.",
    discussion: """
      The store records every start, checkpoint, stop, failure and take-over. With --follow, new \
      events are shown until the run ends. A checkpoint is shown with its stage's headline metric. \
      With --json, prints one JSON object per line.
      """)

  @Argument(help: ArgumentHelp("A prefix of the run's name, or 'last'.", valueName: "run"))
  var reference: String

  @Flag(help: "Show new events until the run ends.")
  var follow = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON, one object per line.")
  var json = false

  func run() throws {
    let store = try store.open()
    let run = try store.run(reference).id
    var last = 0
    var metrics = try LoggedMetrics(of: run, in: store)
    while true {
      // Asked before the events are read, so that the last ones are not missed.
      let isRunning = try follow && store.run(run.text).state == .running
      for event in try store.events(of: run, after: last) {
        let headline = try metrics.headline(at: event)
        try json
          ? Console.sayJSON(StableJSON.text(LoggedEvent(event: event, headline: headline)))
          : Console.say(LogLine(event, headline).text)
        last = event.number
      }
      guard isRunning else { return }
      Thread.sleep(forTimeInterval: 0.5)
    }
  }
}

/// An event as a person reads it.
struct LogLine {
  let text: String

  /// Writes time, place, what happened and the particulars.
  init(_ event: EventRecord, _ headline: MetricPoint?) {
    let time = event.createdAt.formatted(.iso8601)
    let place = event.stage.map { "\($0): " } ?? ""
    let detail = Self.shown.compactMap { name in
      event.detail[name].map {
        "\(name) \(name == "digest" || name == "key" ? String($0.prefix(12)) : $0)"
      }
    }.joined(separator: ", ")
    text =
      "\(time)  \(place)\(Self.words(event.kind))" + (detail.isEmpty ? "" : " (\(detail))")
      + (headline.map { ": \($0.words)" } ?? "")
  }

  /// The particulars, in the order they are shown.
  private static let shown = [
    "step", "part", "cause", "file", "seconds", "error", "digest", "before", "now", "key",
    "command",
  ]

  /// "checkpointSaved" as "checkpoint saved".
  private static func words(_ kind: EventRecord.Kind) -> String {
    kind.rawValue.reduce(into: "") { words, letter in
      words += letter.isUppercase ? " \(letter.lowercased())" : String(letter)
    }
  }
}
