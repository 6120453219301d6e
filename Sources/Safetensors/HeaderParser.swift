/// Parses JSON strictly: no name twice in one object, bounded depth, nothing after the value.
///
/// Foundation's parsers keep one of two equal names in silence, so two readers of one file could
/// see different tensors; hence a parser of our own.
struct HeaderParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  private static let deepest = 16
  private static let mostMembers = 100_000
  private static let longestName = 4_096

  /// Parses the bytes of one JSON value.
  static func parse(_ bytes: UnsafeRawBufferPointer) throws -> HeaderValue {
    try bytes.withMemoryRebound(to: UInt8.self) { bytes in
      var parser = HeaderParser(bytes: bytes)
      let value = try parser.value(depth: 0)
      parser.skipSpace()
      guard parser.position == bytes.count else { throw parser.damage("text follows its end") }
      return value
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func damage(_ fact: String) -> HeaderDamage {
    HeaderDamage(fact: "\(fact) (byte \(position) of its JSON)")
  }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  /// Skips white space and takes a sign if it comes next.
  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: sign) else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws -> HeaderValue {
    guard depth <= Self.deepest else { throw damage("it is nested too deeply") }
    if take("{") { return try object(depth: depth) }
    if take("[") { return try array(depth: depth) }
    if take("\"") { return .string(try string()) }
    return try scalar()
  }

  private mutating func object(depth: Int) throws -> HeaderValue {
    var members: [HeaderMember] = []
    var names: Set<String> = []
    if take("}") { return .object([]) }
    repeat {
      guard take("\"") else { throw damage("a name is missing") }
      let name = try string()
      guard name.utf8.count <= Self.longestName else { throw damage("a name is too long") }
      guard names.insert(name).inserted else { throw damage("the name '\(name)' is there twice") }
      guard take(":") else { throw damage("':' is missing after '\(name)'") }
      members.append(HeaderMember(name: name, value: try value(depth: depth + 1)))
      guard members.count <= Self.mostMembers else { throw damage("it has too many entries") }
    } while take(",")
    guard take("}") else { throw damage("'}' is missing") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws -> HeaderValue {
    var values: [HeaderValue] = []
    if take("]") { return .array([]) }
    repeat { values.append(try value(depth: depth + 1)) } while take(",")
    guard take("]") else { throw damage("']' is missing") }
    return .array(values)
  }

  /// Reads a number, `true`, `false` or `null`.
  private mutating func scalar() throws -> HeaderValue {
    let start = position
    while let byte, Self.isScalar(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    if ["true", "false", "null"].contains(word) { return .other }
    let pattern = /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/
    guard word.wholeMatch(of: pattern) != nil else { throw damage("a value is missing") }
    return Int(word).map { .integer($0) } ?? .other
  }

  private static func isScalar(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x41...0x5A, 0x2B, 0x2D, 0x2E: true
    default: false
    }
  }
}

extension HeaderParser {
  /// Reads the rest of a string, after its opening quote.
  private mutating func string() throws -> String {
    var text: [UInt8] = []
    while let byte {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw damage("a string is not UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      case 0..<0x20: throw damage("a string holds a control character")
      default: text.append(byte)
      }
    }
    throw damage("a string does not end")
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
    guard high < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { throw damage("a surrogate stands alone") }
    position += 2
    let low = try hexadecimal()
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    else { throw damage("a surrogate stands alone") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    let digits = bytes[position...].prefix(4)
    let areDigits = digits.count == 4 && digits.allSatisfy { Character(.init($0)).isHexDigit }
    guard areDigits, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw damage("an escape is cut off")
    }
    position += 4
    return value
  }
}
