/// Parses JSON strictly, in one pass: no name twice in one object, nothing after the value.
///
/// Foundation's parsers keep one of two equal names in silence, so two readers of one file could
/// see different tensors; hence a parser of our own. Depth, numbers of values and lengths of names
/// are bounded, so its time and memory grow with the bytes and no faster.
package struct JSONParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var values = 0

  private static let deepest = 32
  private static let mostMembers = 100_000
  private static let mostValues = 1_000_000
  private static let longestName = 4_096
  private static let longestNumber = 400

  /// Parses the bytes of one JSON value, which may follow white space.
  package static func parse(_ bytes: UnsafeRawBufferPointer) throws -> JSONValue {
    try bytes.withMemoryRebound(to: UInt8.self) { bytes in
      var parser = JSONParser(bytes: bytes)
      parser.skipSpace()
      let value = try parser.value(depth: 0)
      parser.skipSpace()
      guard parser.position == bytes.count else { throw parser.damage("text follows its end") }
      return value
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func damage(_ fact: String) -> JSONDamage {
    JSONDamage(fact: "\(fact) (byte \(position) of its JSON)")
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Takes a sign if it comes next.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard byte == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  /// Skips white space and takes a sign if it comes next.
  private mutating func takeNext(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    return take(sign)
  }

  private mutating func value(depth: Int) throws -> JSONValue {
    guard depth <= Self.deepest else { throw damage("it is nested too deeply") }
    values += 1
    guard values <= Self.mostValues else { throw damage("it has too many values") }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws -> JSONValue {
    position += 1
    var members: [JSONMember] = []
    var names = SeenNames()
    if takeNext("}") { return .object([]) }
    repeat {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw damage("a name is missing") }
      let name = try string()
      guard name.utf8.count <= Self.longestName else { throw damage("a name is too long") }
      guard names.insert(name, after: members) else {
        throw damage("the name '\(name)' is there twice")
      }
      guard takeNext(":") else { throw damage("':' is missing after '\(name)'") }
      members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
      guard members.count <= Self.mostMembers else { throw damage("it has too many entries") }
    } while takeNext(",")
    guard take("}") else { throw damage("'}' is missing") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    if takeNext("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while takeNext(",")
    guard take("]") else { throw damage("']' is missing") }
    return .array(elements)
  }

  private mutating func word(_ word: StaticString, _ value: JSONValue) throws -> JSONValue {
    let count = word.utf8CodeUnitCount
    guard bytes.count - position >= count,
      bytes[position..<position + count].elementsEqual(
        UnsafeBufferPointer(start: word.utf8Start, count: count))
    else { throw damage("a value is missing") }
    position += count
    return value
  }
}

extension JSONParser {
  private mutating func number() throws -> JSONValue {
    let start = position
    _ = take("-")
    let leading = byte
    let digits = skipDigits()
    guard digits > 0, digits == 1 || leading != UInt8(ascii: "0") else {
      throw damage("a value is missing")
    }
    let isWhole = try !skipFraction()
    guard position - start <= Self.longestNumber else { throw damage("a number is too long") }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    return .number(Double(text) ?? .nan)
  }

  /// Skips a fraction and an exponent, and returns whether there was one of them.
  private mutating func skipFraction() throws -> Bool {
    let start = position
    if take(".") {
      guard skipDigits() > 0 else { throw damage("a number is cut off") }
    }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      guard skipDigits() > 0 else { throw damage("a number is cut off") }
    }
    return position > start
  }

  private mutating func skipDigits() -> Int {
    let start = position
    while let byte, (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  /// Reads a string, its quotes included; one without escapes is taken as it stands.
  private mutating func string() throws -> String {
    position += 1
    let start = position
    while let byte, byte >= 0x20, byte != UInt8(ascii: "\\") {
      if byte == UInt8(ascii: "\"") {
        let text = try text(UnsafeBufferPointer(rebasing: bytes[start..<position]))
        position += 1
        return text
      }
      position += 1
    }
    return try unescaped(Array(bytes[start..<position]))
  }

  /// Reads the rest of a string that begins with some bytes.
  private mutating func unescaped(_ beginning: [UInt8]) throws -> String {
    var bytes = beginning
    while let byte {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return try bytes.withUnsafeBufferPointer(text)
      case UInt8(ascii: "\\"): bytes += Array(String(try escape()).utf8)
      case 0..<0x20: throw damage("a string holds a control character")
      default: bytes.append(byte)
      }
    }
    throw damage("a string does not end")
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) throws -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw damage("a string is not UTF-8")
    }
    return text
  }

  private mutating func escape() throws -> Unicode.Scalar {
    guard let byte else { throw damage("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw damage("an escape is unknown")
    }
  }

  /// Reads the four digits after `\u`, and the second half of a surrogate pair.
  private mutating func unicodeEscape() throws -> Unicode.Scalar {
    let high = try hexadecimal()
    if let scalar = Unicode.Scalar(high) { return scalar }
    guard high < 0xDC00, take("\\"), take("u") else { throw damage("a surrogate stands alone") }
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw damage("a surrogate stands alone") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Self.digit(byte) else { throw damage("an escape is cut off") }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte) - 0x30
    case 0x41...0x46: UInt32(byte) - 0x41 + 10
    case 0x61...0x66: UInt32(byte) - 0x61 + 10
    default: nil
    }
  }
}

/// The names of an object so far; a set is made only where there are many.
private struct SeenNames {
  private static let few = 8
  private var names: Set<ByteName> = []

  /// Adds a name to those of the members before it; returns false if it is among them.
  mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
    if members.count < Self.few {
      return !members.contains { ByteName($0.name) == ByteName(name) }
    }
    if names.isEmpty { names = Set(members.map { ByteName($0.name) }) }
    return names.insert(ByteName(name)).inserted
  }
}
