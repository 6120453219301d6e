import Artifacts
import Foundation
import Labels
import Pipelines

/// Makes a list of numbers from its configuration and seed.
struct NumbersStage: Stage {
  struct Configuration: StageConfiguration {
    enum Order: String, Codable, CaseIterable, Sendable { case ascending, descending }
    struct Range: Codable, Sendable {
      var low = 0
      var high = 10
    }
    var count = 3
    var scale = 1.0
    var label = "plain"
    var order = Order.ascending
    var loud = false
    var range = Range()
    var weights: [Double] = []
    var limit: Int?
    var largest: UInt64 = 1
    var pieces: [Range] = []
    static var standard: Configuration { Configuration() }

    func validate() throws {
      if count < 0 { throw ToyError(description: "count must be at least 0; write 0 or more.") }
    }
  }

  let description: StageDescription

  init(version: Int = 1) {
    description = StageDescription(
      kind: "numbers", version: version, summary: "Makes numbers.",
      outputs: [OutputSlot("numbers", kind: "numbers", "Output.")],
      metrics: [MetricDescription("count", better: .higher, "How many.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    let text = (0..<configuration.count).map { "\($0)" }.joined(separator: " ")
    let file = try context.output("numbers").appending(path: "numbers.txt")
    try Data("\(text) \(context.seed)".utf8).write(to: file)
    context.record("count", step: 0, Double(configuration.count))
    context.report(ReportSection(title: "Numbers", items: [.prose(text)]))
  }
}

/// Joins the texts of its inputs.
struct JoinStage: Stage {
  struct Configuration: StageConfiguration {
    var separator = ","
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "join", version: 1, summary: "Joins numbers.",
      inputs: [
        InputSlot("first", kind: "numbers", "Input."),
        InputSlot("others", kind: "numbers", "Input.", .any),
        InputSlot("extra", kind: "numbers", "Input.", .optional),
      ],
      outputs: [OutputSlot("text", kind: "text", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    let folders = [try context.input("first")] + (try context.inputs("others"))
    let texts = try folders.map { try String(contentsOf: $0.url("numbers.txt"), encoding: .utf8) }
    let file = try context.output("text").appending(path: "text.txt")
    try Data(texts.joined(separator: configuration.separator).utf8).write(to: file)
  }
}

/// Counts to ten with a checkpoint every three steps.
struct CountStage: Stage {
  struct Configuration: StageConfiguration {
    var steps = 10
    /// Changes nothing of the result.
    var pause = 0
    static var standard: Configuration { Configuration() }
    static let operationalOptions: Set = ["pause"]
  }

  /// Tells what went on inside.
  let journal: Journal
  var description: StageDescription {
    StageDescription(
      kind: "count", version: 1, summary: "Counts.",
      outputs: [OutputSlot("total", kind: "total", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    var step = 0
    if let checkpoint = try context.latestCheckpoint() {
      step = Int(try String(contentsOf: checkpoint.folder.url("step"), encoding: .utf8)) ?? 0
    }
    journal.add("from \(step)")
    while step < configuration.steps {
      step += 1
      context.record("loss", step: step, 1 / Double(step))
      context.progress(done: step, total: configuration.steps, unit: "steps")
      if context.shouldStop() {
        try save(step, context)
        throw StageInterruption.stopped
      }
      if step % 3 == 0 { try save(step, context) }
      if step == journal.breaksAt { throw ToyError(description: "it broke at step \(step).") }
    }
    let file = try context.output("total").appending(path: "total")
    try Data("\(step)".utf8).write(to: file)
  }

  private func save(_ step: Int, _ context: StageContext) throws {
    try context.saveCheckpoint(at: CheckpointPlace(step: step)) { folder in
      try Data("\(step)".utf8).write(to: folder.appending(path: "step"))
    }
  }
}

/// Asks people and waits until there are two answers.
struct AskStage: Stage {
  struct Configuration: StageConfiguration {
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "ask", version: 1, summary: "Asks.",
      outputs: [OutputSlot("answers", kind: "answers", "Output.")])
  }

  func asksPeople(_ configuration: Configuration) -> Bool { true }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    let answers = try context.ask(
      (0..<2).map {
        Question(
          id: "q\($0)", index: $0, messages: [], first: "a", second: "b", asksSafety: false,
          firstIsLeft: true)
      })
    guard answers.count == 2 else {
      throw StageInterruption.waitingForPeople("\(2 - answers.count) answers are missing")
    }
    let file = try context.output("answers").appending(path: "answers")
    try Data(answers.map(\.verdict.name.rawValue).joined().utf8).write(to: file)
  }
}

/// Copies a file from outside the store.
struct ImportStage: Stage {
  struct Configuration: StageConfiguration {
    var path = ""
    static var standard: Configuration { Configuration() }
    var drawsBySeed: Bool { false }
  }

  var description: StageDescription {
    StageDescription(
      kind: "import", version: 1, summary: "Copies a file.",
      outputs: [OutputSlot("numbers", kind: "numbers", "Output.")]
    ).reading(filesAt: "path")
  }

  func externalInputs(_ configuration: Configuration, baseFolder: URL) throws -> [URL] {
    [baseFolder.appending(path: configuration.path)]
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    let source = context.baseFolder.appending(path: configuration.path)
    let target = try context.output("numbers").appending(path: "numbers.txt")
    try FileManager.default.copyItem(at: source, to: target)
  }
}

/// Says how many of some coins fell on heads, by a seed that all stages of a pipeline share.
struct CoinStage: Stage {
  struct Configuration: StageConfiguration {
    var heads = 4
    var coins = 8
    var saysCount = true
    var sharedSeed: UInt64 = 0
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "coins", version: 1, summary: "Throws coins.",
      outputs: [OutputSlot("seed", kind: "seed", "Output.")],
      metrics: [
        MetricDescription("toss/heads", unit: MetricDescription.share, "The share of heads."),
        MetricDescription("toss/loss", unit: "nats", "A mean."),
        MetricDescription("toss/count", "How many coins."),
      ]
    ).takingPipelineSeed(as: "sharedSeed")
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    let coins = Double(configuration.coins)
    context.record("toss/heads", step: 1, Double(configuration.heads) / coins)
    context.record("toss/loss", step: 1, 0.5)
    if configuration.saysCount { context.record("toss/count", step: 1, coins) }
    let file = try context.output("seed").appending(path: "seed")
    try Data("\(configuration.sharedSeed)".utf8).write(to: file)
  }
}

/// Finishes without writing anything.
struct EmptyStage: Stage {
  struct Configuration: StageConfiguration {
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "empty", version: 1, summary: "Nothing.",
      outputs: [OutputSlot("out", kind: "none", "Output.")])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}

struct ToyError: Error, CustomStringConvertible {
  var description: String
}
