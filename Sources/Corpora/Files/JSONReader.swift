import Files

/// Reads the rows of JSON files: objects whose values are few levels deep.
///
/// Where a key occurs twice the last value counts, as in Python and in Foundation.
struct JSONReader {
  typealias Fault = JSONScanner.Fault

  /// The deepest nesting that is read; rows of data need five levels.
  static let deepest = 64
  /// The longest number that is read, in digits.
  static let longestNumber = 1_000

  private var scanner: JSONScanner
  private var depth = 0

  /// Begins to read a part of some bytes.
  init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    scanner = JSONScanner(bytes, range)
  }

  /// The place of the byte that comes next.
  var position: Int { scanner.position }

  /// The next byte that is no white space.
  var next: UInt8? { mutating get { scanner.next } }

  /// Steps over a mark if it is what comes next.
  mutating func take(_ mark: Unicode.Scalar) -> Bool { scanner.take(mark) }

  /// Makes the fault of what stands here.
  func fault(_ reason: String) -> Fault { scanner.fault(reason) }

  /// Reads an object.
  mutating func object() throws(Fault) -> [String: FieldValue] {
    guard take("{") else { throw fault("it does not begin with '{'") }
    try descend()
    var fields: [String: FieldValue] = [:]
    if !take("}") {
      repeat {
        guard next == UInt8(ascii: "\"") else { throw fault("a key in quotes is missing") }
        let key = try scanner.text()
        guard take(":") else { throw fault("':' is missing after a key") }
        fields[key] = try value()
      } while take(",")
      guard take("}") else { throw fault("',' or '}' is missing") }
    }
    depth -= 1
    return fields
  }

  private mutating func list() throws(Fault) -> [FieldValue] {
    guard take("[") else { throw fault("it does not begin with '['") }
    try descend()
    var values: [FieldValue] = []
    if !take("]") {
      repeat { values.append(try value()) } while take(",")
      guard take("]") else { throw fault("',' or ']' is missing") }
    }
    depth -= 1
    return values
  }

  private mutating func value() throws(Fault) -> FieldValue {
    switch next {
    case UInt8(ascii: "{"): .object(try object())
    case UInt8(ascii: "["): .list(try list())
    case UInt8(ascii: "\""): .text(try scanner.text())
    case UInt8(ascii: "t"): try word("true", .flag(true))
    case UInt8(ascii: "f"): try word("false", .flag(false))
    case UInt8(ascii: "n"): try word("null", .none)
    default: .number(try number())
    }
  }

  private mutating func word(_ word: StaticString, _ value: FieldValue) throws(Fault) -> FieldValue
  {
    try scanner.word(word)
    return value
  }

  private mutating func number() throws(Fault) -> Double {
    let number = try scanner.number()
    guard number.digits.count <= Self.longestNumber else {
      throw fault("a number has more than \(Self.longestNumber) digits")
    }
    guard let value = Double(number.text), value.isFinite else {
      throw fault("a number is too large")
    }
    return value
  }

  private mutating func descend() throws(Fault) {
    depth += 1
    if depth > Self.deepest { throw fault("it is nested more than \(Self.deepest) levels deep") }
  }
}
