/// A table of texts and numbers.
package struct ReportTable: Codable, Hashable, Sendable {
  /// The heading.
  package var title: String
  /// The sentence below the heading: what is counted, and how to read it.
  package var caption: String
  /// The column heads.
  package var columns: [String]
  /// The rows, each with one cell per column.
  package var rows: [[Cell]]

  /// Creates a table; every row must have one cell per column.
  package init(title: String, caption: String = "", columns: [String], rows: [[Cell]]) {
    for row in rows {
      precondition(
        row.count == columns.count,
        "table '\(title)': a row has \(row.count) cells for \(columns.count) columns")
    }
    self.title = title
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}

extension ReportTable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    title = try container.decode(String.self, forKey: .title)
    caption = try container.decode(String.self, forKey: .caption)
    columns = try container.decode([String].self, forKey: .columns)
    rows = try container.decode([[Cell]].self, forKey: .rows)
    guard rows.allSatisfy({ $0.count == columns.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: container, debugDescription: "a row has a cell for each column")
    }
  }
}
