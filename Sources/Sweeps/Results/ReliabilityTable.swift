import Foundation

/// The results of the sweeps as a table in Markdown.
struct ReliabilityTable {
  private let results: [SweepResult]

  /// Takes the results in the order in which they were found; the newest of each sweep counts.
  init(_ results: [SweepResult]) {
    let newest = Dictionary(results.map { ($0.sweep, $0) }, uniquingKeysWith: { $1 })
    self.results = newest.values.sorted { $0.sweep < $1.sweep }
  }

  private static let begin = "<!-- table: made by `Sweeps report` -->\n"
  private static let end = "\n<!-- end of table -->"

  /// Returns a page with its table replaced, or nil if the marks of a table are missing.
  func page(in page: String) -> String? {
    guard let begin = page.range(of: Self.begin), let end = page.range(of: Self.end),
      begin.upperBound <= end.lowerBound
    else { return nil }
    return page.replacingCharacters(in: begin.upperBound..<end.lowerBound, with: table)
  }

  private var table: String {
    let head = [
      "| claim | N | failures | 95 % bound | points | date | machine | command |",
      "|---|---:|---:|---:|---|---|---|---|",
    ]
    return (head + results.map(row)).joined(separator: "\n")
  }

  private func row(_ result: SweepResult) -> String {
    let percent = (100 * result.bound).formatted(.number.precision(.significantDigits(2)))
    let cells = [
      result.claim, "\(result.cases)", "\(result.failures)", "\(percent) %",
      result.isComplete ? "all" : "a sample", result.date, result.machine, "`\(result.command)`",
    ]
    return "| \(cells.joined(separator: " | ")) |"
  }
}
