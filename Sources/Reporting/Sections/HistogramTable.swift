import Artifacts
import Charts

/// The counts behind a histogram, one row per bin.
struct HistogramTable {
  let table: ReportTable

  /// Tabulates a histogram; series over the same bins share their rows.
  init(_ histogram: ReportHistogram) {
    let edges = histogram.series.first?.edges ?? []
    if histogram.series.allSatisfy({ $0.edges == edges }) {
      table = ReportTable(
        title: "", columns: ["from", "to"] + histogram.series.map(\.name),
        rows: Self.bins(edges).enumerated().map { bin, ends in
          ends + histogram.series.map { .number(Double($0.counts[bin]), digits: 0) }
        })
    } else {
      table = ReportTable(
        title: "", columns: ["series", "from", "to", "count"],
        rows: histogram.series.flatMap { series in
          Self.bins(series.edges).enumerated().map { bin, ends in
            [.text(series.name)] + ends + [.number(Double(series.counts[bin]), digits: 0)]
          }
        })
    }
  }

  private static func bins(_ edges: [Double]) -> [[ReportTable.Cell]] {
    zip(edges, edges.dropFirst()).map { low, high in
      [.text(NumberText.short(low)), .text(NumberText.short(high))]
    }
  }
}
