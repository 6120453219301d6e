/// Splits comma-separated text into rows (RFC 4180: quotes, doubled quotes, breaks inside quotes).
struct CommaSeparated {
  /// Why a table cannot be split.
  enum Fault: Error {
    case openQuote
    case notUnicode(row: Int)
    case tooManyCells(row: Int)
    case tooLong(row: Int)
  }

  /// The most cells of a row.
  static let widest = 10_000

  private let longestRow: Int
  private var row: [String] = []
  private var number = 0
  private var field: [UInt8] = []
  private var length = 0
  private var isQuoted = false
  private var wasQuoted = false

  /// Hands over the rows of UTF-8 text, one after the other.
  static func eachRow(
    of bytes: some Collection<UInt8>, longestRow: Int, _ body: ([String]) throws -> Void
  ) throws {
    var parser = CommaSeparated(longestRow: longestRow)
    var iterator = bytes.makeIterator()
    var next = iterator.next()
    while let byte = next {
      next = iterator.next()
      if parser.isQuoted, byte == UInt8(ascii: "\""), next == UInt8(ascii: "\"") {
        parser.field.append(byte)
        next = iterator.next()
      } else if try parser.endsRow(at: byte) {
        try parser.handOver(to: body)
      }
    }
    if parser.isQuoted { throw Fault.openQuote }
    try parser.handOver(to: body)
  }

  private init(longestRow: Int) {
    self.longestRow = longestRow
  }

  /// Takes a byte and returns whether it ends the row.
  private mutating func endsRow(at byte: UInt8) throws -> Bool {
    length += 1
    guard length <= longestRow else { throw Fault.tooLong(row: number) }
    switch byte {
    case UInt8(ascii: "\"") where isQuoted: isQuoted = false
    case UInt8(ascii: "\"") where field.isEmpty && !wasQuoted:
      isQuoted = true
      wasQuoted = true
    case UInt8(ascii: ",") where !isQuoted: try endField()
    case UInt8(ascii: "\n") where !isQuoted: return true
    case UInt8(ascii: "\r") where !isQuoted: break
    default: field.append(byte)
    }
    return false
  }

  private mutating func endField() throws {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw Fault.notUnicode(row: number)
    }
    guard row.count < Self.widest else { throw Fault.tooManyCells(row: number) }
    row.append(text)
    field.removeAll(keepingCapacity: true)
    wasQuoted = false
  }

  private mutating func handOver(to body: ([String]) throws -> Void) throws {
    defer { length = 0 }
    if row.isEmpty && field.isEmpty && !wasQuoted { return }
    try endField()
    try body(row)
    number += 1
    row.removeAll(keepingCapacity: true)
  }
}
