import Files
package import Foundation

/// A file of rows: a JSON array, JSON lines or comma-separated values, compressed by gzip or not.
package struct RecordFile: Sendable {
  /// The file's place.
  package let url: URL

  /// Names a file; nothing is read yet.
  package init(_ url: URL) {
    self.url = url
  }

  /// The file's name as messages give it.
  package var name: String { url.lastPathComponent }

  /// The file's name without its endings, used to name rows that have no name.
  var stem: String { String(name.prefix { $0 != "." }) }

  /// Reads the rows without interpreting them.
  package func rows() throws -> [RawRow] {
    let data = try contents()
    switch data.first(where: { !" \t\r\n".utf8.contains($0) }) {
    case nil: return []
    case UInt8(ascii: "[") where !isTable: return try arrayRows(data)
    case UInt8(ascii: "{") where !isTable: return try lineRows(data)
    default: return try tableRows(data)
    }
  }

  private var isTable: Bool {
    name.hasSuffix(".csv") || name.hasSuffix(".csv.gz")
  }

  private func contents() throws -> Data {
    do {
      let data = try WholeFile.read(url)
      let mark = Data([0xef, 0xbb, 0xbf])
      let plain = Gzip.isCompressed(data) ? try Gzip.decompressed(data, file: name) : data
      return plain.starts(with: mark) ? plain.dropFirst(mark.count) : plain
    } catch let error as CorporaError {
      throw error
    } catch {
      throw CorporaError.unreadable(file: url.path, reason: error.localizedDescription)
    }
  }
}

// MARK: JSON

extension RecordFile {
  private func arrayRows(_ data: Data) throws -> [RawRow] {
    let values: [[String: FieldValue]]
    do {
      values = try JSONDecoder().decode([[String: FieldValue]].self, from: data)
    } catch {
      throw CorporaError.brokenFile(
        file: name,
        reason: "not a JSON array of objects (\(Self.reason(error))); repair the file")
    }
    return values.enumerated().map { index, fields in
      RawRow(place: RowPlace(file: name, row: index + 1), fields: fields)
    }
  }

  private func lineRows(_ data: Data) throws -> [RawRow] {
    try lines(data) { number, line in
      RawRow(
        place: RowPlace(file: name, row: number, unit: .line),
        fields: try JSONDecoder().decode([String: FieldValue].self, from: line))
    }
  }

  /// Reads JSON lines of one of our own record types.
  package func records<Row: Decodable>(of type: Row.Type) throws -> [Row] {
    try lines(try contents()) { _, line in try JSONDecoder().decode(type, from: line) }
  }

  private func lines<Row>(_ data: Data, _ read: (Int, Data) throws -> Row) throws -> [Row] {
    var result: [Row] = []
    let lines = data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 <= 0x20 }) {
      do {
        result.append(try read(index + 1, line))
      } catch {
        throw CorporaError.brokenLine(file: name, line: index + 1, reason: Self.reason(error))
      }
    }
    return result
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

// MARK: Comma-separated values

extension RecordFile {
  private func tableRows(_ data: Data) throws -> [RawRow] {
    guard isTable else {
      throw CorporaError.brokenFile(
        file: name,
        reason: "neither JSON, JSON lines nor a .csv table; give a file in one of these forms")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw CorporaError.brokenFile(file: name, reason: "not UTF-8 text; convert it first")
    }
    guard let table = CommaSeparated.rows(of: text), let header = table.first else {
      throw CorporaError.brokenFile(file: name, reason: "a quote is never closed; repair it")
    }
    return try table.dropFirst().enumerated().map { index, cells in
      let place = RowPlace(file: name, row: index + 1)
      guard cells.count == header.count else {
        throw CorporaError.wrongValue(
          place, key: "row", value: "\(cells.count) cells",
          allowed: "\(header.count), as many as the header has")
      }
      let fields = zip(header, cells).map { ($0.trimmed, FieldValue.text($1)) }
      return RawRow(place: place, fields: Dictionary(fields) { first, _ in first })
    }
  }
}
