import Artifacts
import Corpora
import Foundation
import Logging
import Pipelines
import Stages
import Synchronization

/// A data folder and a scratch folder, in which a test lets an import run.
final class ImportsBench {
  let home = FileManager.default.temporaryDirectory.appending(path: "imports-\(UUID().uuidString)")
  let host = QuietHost()
  let data: URL

  init(data: URL? = nil) throws {
    self.data = data ?? home.appending(path: "data")
    for folder in [home.appending(path: "data"), home.appending(path: "scratch")] {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Writes a file of the data folder.
  func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: data.appending(path: path))
  }

  /// Runs a stage and returns its context.
  func run<Work: Stage>(
    _ stage: Work, _ configuration: Work.Configuration, seed: UInt64 = 7
  ) throws -> StageContext {
    try configuration.validate()
    let identity = StageIdentity(
      name: "rows", seed: seed, baseFolder: data, logger: Logger(label: "test"),
      components: [:])
    let scratch = home.appending(path: "scratch/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let context = StageContext(
      identity, of: stage.description, inputs: [:], scratch: scratch, host: host)
    try stage.run(configuration, in: context)
    return context
  }

  /// Reads the rows that a stage wrote.
  func rows<Row: Decodable>(
    _ context: StageContext, _ slot: String, _ file: String, of type: Row.Type
  ) throws -> [Row] {
    try RecordFile(context.output(slot).appending(path: file)).records(of: type)
  }
}

/// The side of the process that a test needs no more of than its progress reports.
final class QuietHost: StageHost {
  private let steps = Mutex<[StageProgress]>([])

  var shouldStop: Bool { false }
  var progressed: [StageProgress] { steps.withLock { $0 } }

  func latestCheckpoint() throws -> StageCheckpoint? { nil }
  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws {}
  func ask(_ questions: [Question], as plan: AskingPlan) throws -> [Answer] { [] }
  func noteOtherArithmetic(before: String, now: String) throws {}
  func progress(_ progress: StageProgress) { steps.withLock { $0.append(progress) } }
}

extension StageContext {
  /// The cells of the table of rows, each row as one text "input / rows / count".
  var rowLines: [String] { lines(of: "Rows") }

  /// The cells of a table of the report, each row as one text.
  func lines(of title: String) -> [String] {
    sections.flatMap(\.items).flatMap { item -> [String] in
      guard case .table(let table) = item, table.title == title else { return [] }
      return table.rows.map { $0.map(\.plainText).joined(separator: " / ") }
    }
  }
}

extension ReportTable.Cell {
  fileprivate var plainText: String {
    switch self {
    case .text(let text): text
    case .number(let value, _): "\(Int(value))"
    case .interval(let value, _, _, _): "\(value)"
    }
  }
}
