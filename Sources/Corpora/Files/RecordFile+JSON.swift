import Files
package import Foundation

// Rows of others are read by our own reader, whose time and memory are bounded; the records that
// we wrote ourselves are decoded by type.
extension RecordFile {
  /// Hands over the objects of a JSON array.
  func eachElement(
    of bytes: UnsafeRawBufferPointer, _ body: (RawRow) throws -> Void
  ) throws {
    var row = (number: 0, start: 0)
    do {
      var reader = JSONReader(bytes, 0..<bytes.count)
      guard reader.take("[") else { throw reader.fault("it does not begin with '['") }
      var isEnd = reader.take("]")
      while !isEnd {
        row = (row.number + 1, reader.position)
        // A reader of its own for each row: it cannot read on beyond the longest one.
        let end = min(row.start + Self.longestRow, bytes.count)
        var rowReader = JSONReader(bytes, row.start..<end)
        let fields = try rowReader.object()
        try body(RawRow(place: RowPlace(file: name, row: row.number), fields: fields))
        reader = JSONReader(bytes, rowReader.position..<bytes.count)
        isEnd = reader.take("]")
        guard isEnd || reader.take(",") else { throw reader.fault("',' or ']' is missing") }
      }
      guard reader.next == nil else { throw reader.fault("something follows the array") }
    } catch let fault as JSONReader.Fault {
      throw brokenArray(bytes, fault, row)
    }
  }

  private func brokenArray(
    _ bytes: UnsafeRawBufferPointer, _ fault: JSONReader.Fault, _ row: (number: Int, start: Int)
  ) -> CorporaError {
    let isCut = fault.position == row.start + Self.longestRow && fault.position < bytes.count
    let reason = isCut ? "it is longer than \(Self.longestRow) bytes" : fault.reason
    let line = bytes[..<fault.position].count { $0 == UInt8(ascii: "\n") } + 1
    return .brokenFile(
      file: name,
      reason: "not a JSON array of objects (row \(max(row.number, 1)), line \(line): \(reason)); "
        + "repair the file")
  }

  /// Hands over the objects of JSON lines.
  func eachLine(
    of bytes: UnsafeRawBufferPointer, _ body: (RawRow) throws -> Void
  ) throws {
    try eachLine(bytes) { number, range in
      let place = RowPlace(file: name, row: number, unit: .line)
      do {
        guard range.count <= Self.longestRow else {
          throw JSONReader.Fault(
            reason: "it is longer than \(Self.longestRow) bytes", position: range.lowerBound)
        }
        // Tools that join files leave byte order marks in the middle.
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let start = range.lowerBound + (bytes[range].starts(with: mark) ? mark.count : 0)
        var reader = JSONReader(bytes, start..<range.upperBound)
        let fields = try reader.object()
        guard reader.next == nil else { throw reader.fault("something follows the object") }
        try body(RawRow(place: place, fields: fields))
      } catch let fault as JSONReader.Fault {
        throw CorporaError.brokenLine(file: name, line: number, reason: fault.reason)
      }
    }
  }

  /// Reads JSON lines of one of our own record types.
  package func records<Row: Decodable>(of type: Row.Type) throws -> [Row] {
    var rows: [Row] = []
    let decoder = JSONDecoder()
    let data = try contents(limit: .max)
    try data.withUnsafeBytes { bytes in
      try eachLine(bytes) { number, range in
        do {
          rows.append(try decoder.decode(type, from: Data(bytes[range])))
        } catch {
          throw CorporaError.brokenLine(file: name, line: number, reason: Self.reason(error))
        }
      }
    }
    return rows
  }

  /// Hands over the numbers and places of the lines that are not blank.
  private func eachLine(
    _ bytes: UnsafeRawBufferPointer, _ body: (Int, Range<Int>) throws -> Void
  ) throws {
    var start = 0
    var number = 0
    while start < bytes.count {
      number += 1
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      if !bytes[start..<end].allSatisfy({ $0 <= 0x20 }) { try body(number, start..<end) }
      start = end + 1
    }
  }

  /// Writes records as JSON lines, keys sorted, so that equal records are equal bytes.
  package static func write<Row: Encodable>(_ rows: [Row], to url: URL) throws {
    try WholeFile.write(try lines(of: rows), to: url)
  }

  /// Returns records as the bytes of JSON lines, each with its end.
  package static func lines<Row: Encodable>(of rows: [Row]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var data = Data()
    for row in rows {
      data.append(try encoder.encode(row))
      data.append(UInt8(ascii: "\n"))
    }
    return data
  }

  private static func reason(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "the key '\(key.stringValue)' is missing"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
      DecodingError.dataCorrupted(let context):
      Self.sentence(context)
    default: error.localizedDescription
    }
  }

  private static func sentence(_ context: DecodingError.Context) -> String {
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    let detail = context.debugDescription.trimmingCharacters(in: ["."])
    return path.isEmpty ? detail : "at \(path): \(detail)"
  }
}
