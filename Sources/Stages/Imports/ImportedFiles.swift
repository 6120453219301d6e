import Corpora
import Foundation
import Pipelines
import Randomness

/// The files of an import and how many rows of each are wanted.
struct ImportedFiles {
  private let urls: [URL]
  private let limit: Int

  /// Names files, absolute or below the data folder; a limit of 0 is all rows.
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

  /// Reads each file, leaves out what `reason` names, and draws where there is a limit.
  func rows<Row: NamedRow>(
    _ context: StageContext, leavingOut reason: (Row) -> String? = { _ in nil },
    reading read: (RecordFile) throws -> ImportedRows<Row>
  ) throws -> FileRows<Row> {
    var result = FileRows<Row>()
    var names = RowNames()
    for (index, url) in urls.enumerated() {
      let file = RecordFile(url, watch: context.stopWhenAsked)
      var imported = try read(file)
      imported.leaveOut(reason)
      var random = Random(context.seed, stream: "limit", UInt64(index))
      imported.draw(limit, &random)
      for row in imported.rows.indices {
        imported.rows[row].id = names.unique(imported.rows[row].id, in: file)
      }
      result.rows += imported.rows
      result.counts.append((file.name, imported.counts))
      context.progress(
        done: index + 1, total: urls.count, unit: "files", note: "\(result.rows.count) rows")
    }
    return result
  }
}

/// The rows of several files, and what became of those of each.
struct FileRows<Row> {
  var rows: [Row] = []
  var counts: [(what: String, counts: RowCounts)] = []

  /// The reasons for leaving rows out, over all files.
  var reasons: [String: Int] {
    counts.reduce(into: RowCounts()) { $0 += $1.counts }.dropped
  }
}

extension ImportedRows {
  /// Leaves out the rows that have a reason to be, and counts them by it.
  mutating func leaveOut(_ reason: (Row) -> String?) {
    var counts = counts
    rows = rows.filter { row in
      guard let reason = reason(row) else { return true }
      counts.withdraw(reason)
      return false
    }
    self.counts = counts
  }

  /// Draws as many rows as the limit allows, in the file's order; the others are counted.
  mutating func draw(_ limit: Int, _ random: inout Random) {
    guard limit > 0, rows.count > limit else { return }
    for _ in limit..<rows.count { counts.withdraw("beyond the limit of \(limit)") }
    rows = random.permuted(Array(rows.indices)).prefix(limit).sorted().map { rows[$0] }
  }
}
