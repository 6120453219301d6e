package import Artifacts
import Charts

/// A table as it stands on a page, with a bar chart where its rows have intervals.
package struct TablePart: Sendable {
  /// The head of a column.
  struct Column: Sendable {
    let head: VisibleText
    let isNumeric: Bool
  }

  /// One row.
  struct Row: Sendable {
    let cells: [Cell]
  }

  /// One value, and its interval set apart from it.
  struct Cell: Sendable {
    let isNumeric: Bool
    let content: VisibleText
    let range: VisibleText?
  }

  /// The chart of the intervals.
  struct Bars: Sendable {
    let svg: String
  }

  let tableTitle: VisibleText?
  let tableCaption: VisibleText?
  let columns: [Column]
  let rows: [Row]
  let bars: [Bars]

  /// Lays out a table.
  package init(_ table: ReportTable, drawsBars: Bool = true) {
    tableTitle = table.title.isEmpty ? nil : VisibleText(table.title)
    tableCaption = table.caption.isEmpty ? nil : VisibleText(table.caption)
    let digits = table.columns.indices.map { Self.digits(of: $0, in: table) }
    rows = table.rows.map { row in
      Row(cells: zip(row, digits).map { Cell($0, digits: $1) })
    }
    let laid = rows
    columns = table.columns.enumerated().map { index, head in
      let isNumeric = laid.contains {
        $0.cells.indices.contains(index) && $0.cells[index].isNumeric
      }
      return Column(head: VisibleText(head), isNumeric: isNumeric)
    }
    let chart = drawsBars ? IntervalBars(table)?.chart : nil
    bars = chart.map { [Bars(svg: $0.svg())] } ?? []
  }

  /// Returns the decimals that the narrowest interval of a column justifies.
  private static func digits(of column: Int, in table: ReportTable) -> Int {
    let each = table.rows.compactMap { row -> Int? in
      guard row.indices.contains(column), case .interval(_, let low, let high, _) = row[column]
      else {
        return nil
      }
      return IntervalText.digits(width: high - low)
    }
    return each.max() ?? 0
  }
}

extension TablePart.Cell {
  /// Writes a cell out, an interval to the decimals of its column.
  init(_ cell: ReportTable.Cell, digits intervalDigits: Int) {
    switch cell {
    case .text(let text):
      self.init(isNumeric: false, content: VisibleText(text), range: nil)
    case .number(let value, let digits):
      let words = NumberText.fixed(value, digits: digits)
      self.init(isNumeric: true, content: VisibleText(words), range: nil)
    case .interval(let value, let low, let high, let count):
      let text = IntervalText(
        value: value, low: low, high: high, digits: intervalDigits)
      self.init(
        isNumeric: true, content: VisibleText(text.number),
        range: VisibleText(text.range + (count.map { " n = \($0)" } ?? "")))
    }
  }
}
