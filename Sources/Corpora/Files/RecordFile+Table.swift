extension RecordFile {
  /// Hands over the rows of a table, each cell under the title of its column.
  func eachTableRow(
    of bytes: UnsafeRawBufferPointer, _ body: (RawRow) throws -> Void
  ) throws {
    var header: [String]?
    var number = 0
    do {
      try CommaSeparated.eachRow(of: bytes, longestRow: Self.longestRow) { cells in
        guard let header else {
          header = cells.map(\.trimmed)
          return
        }
        number += 1
        try body(try row(number, cells, header))
      }
    } catch let fault as CommaSeparated.Fault {
      throw CorporaError.brokenFile(file: name, reason: Self.reason(fault))
    }
  }

  private func row(_ number: Int, _ cells: [String], _ header: [String]) throws -> RawRow {
    let place = RowPlace(file: name, row: number)
    guard cells.count == header.count else {
      throw CorporaError.wrongValue(
        place, key: "row", value: "\(cells.count) cells",
        allowed: "\(header.count), as many as the header has")
    }
    let fields = zip(header, cells).map { ($0, FieldValue.text($1)) }
    return RawRow(place: place, fields: Dictionary(fields) { first, _ in first })
  }

  private static func reason(_ fault: CommaSeparated.Fault) -> String {
    func place(_ row: Int) -> String { row == 0 ? "the header" : "row \(row)" }
    return switch fault {
    case .openQuote: "a quote is never closed; repair it"
    case .notUnicode(let row): "\(place(row)) is not UTF-8 text; convert the file first"
    case .tooManyCells(let row):
      "\(place(row)) has more than \(CommaSeparated.widest) cells; repair it"
    case .tooLong(let row):
      "\(place(row)) is longer than \(longestRow) bytes; cut it, or close its quote"
    }
  }
}
