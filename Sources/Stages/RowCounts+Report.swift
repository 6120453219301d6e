import Artifacts
import Corpora
import Objectives

extension RowCounts {
  /// Counts rows dropped for one reason.
  mutating func drop(_ count: Int, _ reason: String) {
    for _ in 0..<count { drop(reason) }
  }

  /// The counts as table rows: read, used, and dropped by reason.
  func tableRows(_ what: String) -> [[ReportTable.Cell]] {
    let reasons = dropped.sorted { $0.key < $1.key }.map { ("dropped: " + $0.key, $0.value) }
    return ([("read", read), ("used", used)] + reasons).map {
      [.text(what), .text($0.0), .number(Double($0.1), digits: 0)]
    }
  }
}

extension ReportTable {
  /// The table of rows read, used and dropped.
  static func rows(_ counts: [(what: String, counts: RowCounts)]) -> ReportTable {
    ReportTable(
      title: "Rows",
      caption: "Rows are never truncated: what does not fit is dropped and counted.",
      columns: ["input", "rows", "count"], rows: counts.flatMap { $0.counts.tableRows($0.what) })
  }
}

extension ReportTable.Cell {
  /// An estimate with its interval; a dash without observations.
  static func interval(_ interval: Interval?) -> ReportTable.Cell {
    guard let interval else { return .text("–") }
    return .interval(value: interval.value, low: interval.low, high: interval.high)
  }

  /// An estimate with its interval and the number of observations; a dash if there are none.
  static func counted(_ interval: Interval?) -> ReportTable.Cell {
    guard let interval else { return .text("–") }
    return .interval(
      value: interval.value, low: interval.low, high: interval.high, count: interval.count)
  }

  /// A statistic of some values; a dash if there are none.
  static func statistic(
    _ moments: Moments, _ value: KeyPath<Moments, Double>, digits: Int = 3
  ) -> ReportTable.Cell {
    moments.count == 0 ? .text("–") : .number(moments[keyPath: value], digits: digits)
  }
}
