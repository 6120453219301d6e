/// Rows of words in aligned columns.
struct TextTable {
  private var rows: [[String]]

  /// Begins a table, with the titles of its columns if it has any.
  init(_ titles: [String] = []) {
    rows = titles.isEmpty ? [] : [titles]
  }

  /// Adds a row of as many cells as the others have.
  mutating func add(_ cells: [String]) {
    // What a cell hides would also take up no width.
    rows.append(cells.map(TerminalText.line))
  }

  /// The lines, without space at their ends.
  var lines: [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { cells in
      let padded = zip(cells, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
  }
}
