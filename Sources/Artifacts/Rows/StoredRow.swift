import Foundation
import GRDB

/// A row as stored in the file: each value is validated before it is used.
///
/// Every row that the store reads is read through this. An invalid value is an error that names
/// table, row and column; it is never replaced by a default.
struct StoredRow {
  /// The whole numbers that the store counts with: sums and neighbours of them are numbers, too.
  static let count = 0...(1 << 53)
  /// The same on both sides of zero.
  static let steps = -(1 << 53)...(1 << 53)
  /// The nanoseconds of a clock, of which two can be subtracted.
  static let moments = -(1 << 62)...(1 << 62)
  /// The seconds that anything may have taken.
  static let seconds = 0...1e12

  private let table: StoredTable
  private let row: Row

  /// Takes the row that a statement stands on.
  init(_ row: Row, of table: StoredTable) {
    (self.row, self.table) = (row, table)
  }

  /// The names of the columns, in order.
  var columns: [String] { Array(row.columnNames) }

  func isNull(_ column: String) throws -> Bool { try value(column).isNull }

  /// Returns a text, which is UTF-8.
  func text(_ column: String) throws -> String {
    let value = try value(column)
    guard case .string = value.storage else {
      throw fault(column, "is \(Self.words(value)) instead of a text")
    }
    // The string above may have been repaired on decoding; only the raw bytes tell.
    let text = try row.withUnsafeData(named: column) { data in
      data.flatMap { String(validating: $0, as: UTF8.self) }
    }
    guard let text else { throw fault(column, "is not UTF-8 text") }
    return text
  }

  /// Throws if the column holds a text that is not UTF-8.
  func checkText(_ column: String) throws {
    if case .string = try value(column).storage { _ = try text(column) }
  }

  func optionalText(_ column: String) throws -> String? {
    try isNull(column) ? nil : text(column)
  }

  func integer(_ column: String, in range: ClosedRange<Int> = Self.count) throws -> Int {
    let value = try value(column)
    guard case .int64(let number) = value.storage else {
      throw fault(column, "is \(Self.words(value)) instead of a whole number")
    }
    guard range.contains(Int(number)) else {
      throw fault(
        column, "is \(number), which is not from \(range.lowerBound) to \(range.upperBound)")
    }
    return Int(number)
  }

  func flag(_ column: String) throws -> Bool { try integer(column, in: 0...1) == 1 }

  func number(_ column: String, in range: ClosedRange<Double>? = nil) throws -> Double {
    let value = try value(column)
    guard case .double(let number) = value.storage else {
      throw fault(column, "is \(Self.words(value)) instead of a number")
    }
    if let range, !range.contains(number) {
      throw fault(column, "is \(number), which is out of range")
    }
    return number
  }

  func name<Meaning: NameMeaning>(
    _ column: String, _ type: HexadecimalName<Meaning>.Type = HexadecimalName<Meaning>.self
  ) throws -> HexadecimalName<Meaning> {
    guard let name = HexadecimalName<Meaning>(try text(column)) else {
      throw fault(
        column, "is '\(shown(column))', which is not \(Meaning.digits) hexadecimal digits")
    }
    return name
  }

  func path(_ column: String) throws -> RelativePath {
    guard let path = RelativePath(try text(column)) else {
      throw fault(
        column, "is '\(shown(column))', which is not the path of a file within its folder")
    }
    return path
  }

  func choice<Choice: RawRepresentable<String>>(
    _ column: String, _ type: Choice.Type = Choice.self
  ) throws -> Choice {
    guard let choice = Choice(rawValue: try text(column)) else {
      throw fault(column, "is '\(shown(column))', which is not one of its values")
    }
    return choice
  }

  /// Returns the level of a scale that a column names by its number.
  func level<Level: RawRepresentable<Int>>(
    _ column: String, _ type: Level.Type = Level.self
  ) throws -> Level {
    guard let level = Level(rawValue: try integer(column, in: StoredRow.count)) else {
      throw fault(column, "is '\(shown(column))', which is not a level of the scale")
    }
    return level
  }

  /// Returns a seed, which is stored as text because SQLite integers have only 64 signed bits.
  func seed(_ column: String) throws -> UInt64 {
    let text = try text(column)
    guard let seed = UInt64(text), "\(seed)" == text else {
      throw fault(column, "is '\(shown(column))', which is not a seed")
    }
    return seed
  }

  func date(_ column: String) throws -> Date {
    guard let date = Timestamp.date(try text(column)) else {
      throw fault(column, "is '\(shown(column))', which is not a time")
    }
    return date
  }

  /// Returns the value that a column holds as JSON.
  func json<Value: Decodable>(
    _ column: String, _ type: Value.Type = Value.self
  ) throws -> Value {
    do {
      return try StableJSON.value(type, from: text(column))
    } catch let error as DecodingError {
      throw fault(column, "is not the JSON that belongs there\(Self.reason(error))")
    }
  }

  /// Returns a text that is JSON of whatever form.
  func jsonText(_ column: String) throws -> String {
    _ = try json(column, AnyJSON.self)
    return try text(column)
  }

  private func value(_ column: String) throws -> DatabaseValue {
    guard row.hasColumn(column) else { throw fault(column, "is missing") }
    return row[column]
  }

  /// The error for a column that is not as it must be.
  func fault(_ column: String, _ words: String) -> StoreError {
    .badRow(table: table.rawValue, row: name, fault: "'\(column)' \(words)")
  }

  /// The values by which a person finds the row again.
  private var name: String {
    table.key.filter { row.hasColumn($0) }.map { "\($0) '\(shown($0))'" }.joined(separator: ", ")
  }

  /// A value in characters that every terminal can show.
  private func shown(_ column: String) -> String {
    guard let value = try? value(column) else { return "nothing" }
    return switch value.storage {
    case .null: "nothing"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .blob(let data): "\(data.count) bytes"
    case .string(let text): Self.visible(text)
    }
  }

  private static func visible(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(80).map { scalar in
      (0x20...0x7E).contains(scalar.value)
        ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
    }.joined()
    return text.unicodeScalars.count > 80 ? "\(shown)…" : shown
  }

  private static func words(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "nothing"
    case .int64: "a whole number"
    case .double: "a number"
    case .string: "a text"
    case .blob: "bytes"
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    switch error {
    case .dataCorrupted(let context), .typeMismatch(_, let context),
      .valueNotFound(_, let context):
      context.codingPath.isEmpty ? "" : " (at \(visible(place(context.codingPath))))"
    case .keyNotFound(let key, _): " (it has no '\(visible(key.stringValue))')"
    @unknown default: ""
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

/// JSON of whatever form.
private struct AnyJSON: Decodable {
  init(from decoder: any Decoder) throws {}
}
