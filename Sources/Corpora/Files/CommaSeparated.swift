/// Splits comma-separated text into rows (RFC 4180: quotes, doubled quotes, breaks inside quotes).
struct CommaSeparated {
  private var rows: [[String]] = []
  private var row: [String] = []
  private var field = ""
  private var isQuoted = false
  private var wasQuoted = false

  /// Returns the rows of the text, or nothing when a quote is never closed.
  static func rows(of text: String) -> [[String]]? {
    var parser = CommaSeparated()
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while let scalar = next {
      next = scalars.next()
      if parser.isQuoted, scalar == "\"", next == "\"" {
        parser.field.unicodeScalars.append(scalar)
        next = scalars.next()
      } else {
        parser.take(scalar)
      }
    }
    parser.endRow()
    return parser.isQuoted ? nil : parser.rows
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"" where isQuoted: isQuoted = false
    case "\"" where field.isEmpty && !wasQuoted:
      isQuoted = true
      wasQuoted = true
    case "," where !isQuoted: endField()
    case "\n" where !isQuoted: endRow()
    case "\r" where !isQuoted: break
    default: field.unicodeScalars.append(scalar)
    }
  }

  private mutating func endField() {
    row.append(field)
    field = ""
    wasQuoted = false
  }

  private mutating func endRow() {
    if row.isEmpty && field.isEmpty && !wasQuoted { return }
    endField()
    rows.append(row)
    row = []
  }
}
