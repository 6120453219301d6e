import Artifacts
import Charts

/// The bar chart of a table in which one column holds intervals.
struct IntervalBars {
  let chart: BarChart

  /// Finds the chart in a table; there is none without exactly one column of intervals.
  init?(_ table: ReportTable) {
    let places = table.columns.indices.filter { column in
      table.rows.contains { Self.bar(of: $0, at: column) != nil }
    }
    guard places.count == 1, let column = places.first else { return nil }
    let bars = table.rows.compactMap { Self.bar(of: $0, at: column) }
    guard (2...24).contains(bars.count) else { return nil }
    let name = VisibleText(table.columns[column]).description
    chart = BarChart(title: VisibleText(table.title).description, xLabel: name, bars: bars)
  }

  private static func bar(of row: [ReportTable.Cell], at column: Int) -> BarChart.Bar? {
    guard row.indices.contains(column),
      case .interval(let value, let low, let high, _) = row[column],
      value.isFinite, low.isFinite, high.isFinite, low <= high
    else { return nil }
    return BarChart.Bar(label: label(of: row), value: value, interval: low...high)
  }

  private static func label(of row: [ReportTable.Cell]) -> String {
    row.compactMap { cell in
      if case .text(let text) = cell, !text.isEmpty { VisibleText(text).description } else { nil }
    }.joined(separator: " · ")
  }
}
