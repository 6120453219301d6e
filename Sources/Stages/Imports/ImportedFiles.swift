import Corpora
import Foundation
import Pipelines

/// The files of an import, and how many of their rows to use.
struct ImportedFiles {
  private let urls: [URL]
  private let limit: Int

  /// Names files, absolute or relative to the data folder; a limit of 0 is all rows.
  init(_ paths: [String], baseFolder: URL, limit: Int = 0) {
    urls = paths.map { URL(dataPath: $0, below: baseFolder) }
    self.limit = limit
  }

  /// Throws if the options name no file or one twice.
  static func check(_ paths: [String]) throws {
    guard !paths.isEmpty, !paths.contains("") else {
      throw StagesError.option("paths must name at least one file, as in paths: [rows.jsonl]")
    }
    guard Set(paths).count == paths.count else {
      throw StagesError.option("paths names a file twice; remove one of them")
    }
  }

  /// Reads the files, drops rows for which `reason` gives a reason, and subsamples to the limit.
  func rows<Row: NamedRow>(
    _ context: StageContext, leavingOut reason: (Row) -> String? = { _ in nil },
    reading read: (RecordFile) throws -> ImportedRows<Row>
  ) throws -> FileRows<Row> {
    let files = urls.map { RecordFile($0, watch: context.stopWhenAsked) }
    var parts: [ImportedRows<Row>] = []
    for file in files {
      parts.append(try read(file))
      parts[parts.count - 1].leaveOut(reason)
      let rows = parts.reduce(0) { $0 + $1.rows.count }
      context.progress(done: parts.count, total: files.count, unit: "files", note: "\(rows) rows")
    }
    parts.draw(limit, seed: context.seed)
    var result = FileRows<Row>()
    var names = RowNames()
    for (file, part) in zip(files, parts) {
      result.rows += part.rows.map { row in
        var row = row
        row.id = names.unique(row.id, in: file)
        return row
      }
      result.counts.append((file.name, part.counts))
    }
    return result
  }
}

/// The rows of several files, with per-file counts of used and dropped rows.
struct FileRows<Row> {
  var rows: [Row] = []
  var counts: [(what: String, counts: RowCounts)] = []

  /// The reasons for dropping rows, over all files.
  var reasons: [String: Int] {
    counts.reduce(into: RowCounts()) { $0 += $1.counts }.dropped
  }
}

extension ImportedRows {
  /// Drops the rows that have a reason to be dropped, and counts them by it.
  mutating func leaveOut(_ reason: (Row) -> String?) {
    var counts = counts
    rows = rows.filter { row in
      guard let reason = reason(row) else { return true }
      counts.withdraw(reason)
      return false
    }
    self.counts = counts
  }
}

extension Array {
  /// Subsamples the rows of all files to the limit, keeping their order; the rest are counted.
  fileprivate mutating func draw<Row>(_ limit: Int, seed: UInt64)
  where Element == ImportedRows<Row> {
    let places = indices.flatMap { file in self[file].rows.indices.map { (file: file, row: $0) } }
    let drawn = Dictionary(
      grouping: places.drawn(limit, seed: seed, stream: "limit"), by: \.file)
    for file in indices {
      let rows = drawn[file, default: []].map { self[file].rows[$0.row] }
      for _ in rows.count..<self[file].rows.count {
        self[file].counts.withdraw("beyond the limit of \(limit)")
      }
      self[file].rows = rows
    }
  }
}
