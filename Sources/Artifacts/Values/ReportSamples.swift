/// Samples side by side: what each policy answers to the same prompt.
package struct ReportSamples: Codable, Hashable, Sendable {
  /// The heading.
  package var title: String
  /// The sentence below the heading.
  package var caption: String
  /// The heads of the cells, for example "before" and "after".
  package var columns: [String]
  /// The samples.
  package var rows: [SampleRow]

  /// Creates samples; every row must have one cell per column.
  package init(title: String, caption: String = "", columns: [String], rows: [SampleRow]) {
    for row in rows {
      precondition(
        row.cells.count == columns.count,
        "samples '\(title)': a row has \(row.cells.count) cells for \(columns.count) columns")
    }
    self.title = title
    self.caption = caption
    self.columns = columns
    self.rows = rows
  }
}

extension ReportSamples {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    title = try container.decode(String.self, forKey: .title)
    caption = try container.decode(String.self, forKey: .caption)
    columns = try container.decode([String].self, forKey: .columns)
    rows = try container.decode([SampleRow].self, forKey: .rows)
    guard rows.allSatisfy({ $0.cells.count == columns.count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .rows, in: container, debugDescription: "a row has a cell for each column")
    }
  }
}

/// One prompt and the answers to it.
package struct SampleRow: Codable, Hashable, Sendable {
  /// The conversation up to the answer.
  package var prompt: [SampleTurn]
  /// One answer per column.
  package var cells: [SampleCell]

  /// Creates a row.
  package init(prompt: [SampleTurn], cells: [SampleCell]) {
    self.prompt = prompt
    self.cells = cells
  }
}

/// One message of a sample's conversation.
package struct SampleTurn: Codable, Hashable, Sendable {
  /// Who speaks: "system", "user" or "assistant".
  package var role: String
  /// What is said.
  package var text: String

  /// Creates a turn.
  package init(role: String, text: String) {
    self.role = role
    self.text = text
  }
}

/// One answer, with named notes such as its rewards.
package struct SampleCell: Codable, Hashable, Sendable {
  /// The answer.
  package var text: String
  /// What is known about it, by name.
  package var notes: [String: String]

  /// Creates a cell.
  package init(text: String, notes: [String: String] = [:]) {
    self.text = text
    self.notes = notes
  }
}
