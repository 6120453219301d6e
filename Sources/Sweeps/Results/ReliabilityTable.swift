import Foundation

/// The results of the sweeps as a table in Markdown.
struct ReliabilityTable {
  private let results: [SweepResult]

  /// Takes the results in the order in which they were found; the newest of each sweep counts.
  init(_ results: [SweepResult]) {
    let newest = Dictionary(results.map { ($0.sweep, $0) }, uniquingKeysWith: { $1 })
    self.results = newest.values.sorted { $0.sweep < $1.sweep }
  }

  /// The table with what it needs to be understood.
  var page: String {
    """
    # How reliable it is

    `make sweep ONLY=…` disturbs a toy pipeline with every kind of stage and compares its end, bit \
    for bit, with an undisturbed one. N is the number of disturbed runs or disks. The bound is the \
    one-sided 95 % bound of Clopper and Pearson on the rate of failures: without failures \
    1 − 0.05^(1/N), a little less than 3/N. Where all points were tried, the sweep is a proof for \
    the recorded trace, and the bound says nothing more.

    \(table)
    """
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
