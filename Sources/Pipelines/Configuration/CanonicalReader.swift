extension ConfigurationValue {
  /// Reads JSON as `canonicalText` writes it; nil if the text is anything else.
  init?(canonicalText text: String) {
    var reader = CanonicalReader(text)
    guard let value = reader.value(), reader.isAtEnd, value.canonicalText == text else {
      return nil
    }
    self = value
  }
}

/// Reads canonical JSON; other decoders would take the real 1.0 for the whole number 1.
private struct CanonicalReader {
  private let bytes: [UInt8]
  private var position = 0
  /// The current nesting depth; no configuration comes near the limit.
  private var depth = 0
  private static let deepest = 64

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func value() -> ConfigurationValue? {
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    return switch next {
    case UInt8(ascii: "{"): object()
    case UInt8(ascii: "["): array()
    case UInt8(ascii: "\""): string().map { .string($0) }
    default: word()
    }
  }

  private var next: UInt8? { isAtEnd ? nil : bytes[position] }

  /// Steps over a character if it is the next one.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func object() -> ConfigurationValue? {
    guard take("{") else { return nil }
    var fields: [String: ConfigurationValue] = [:]
    if take("}") { return .object(fields) }
    repeat {
      guard let key = string(), take(":"), let value = value() else { return nil }
      fields[key] = value
    } while take(",")
    return take("}") ? .object(fields) : nil
  }

  private mutating func array() -> ConfigurationValue? {
    guard take("[") else { return nil }
    var values: [ConfigurationValue] = []
    if take("]") { return .array(values) }
    repeat {
      guard let value = value() else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? .array(values) : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\"") {
      position += 1
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard let escaped = escaped() else { return nil }
      text.append(escaped)
    }
    return take("\"") ? String(decoding: text, as: UTF8.self) : nil
  }

  /// Reads the character after a backslash, one of ASCII.
  private mutating func escaped() -> UInt8? {
    if take("\"") { return UInt8(ascii: "\"") }
    if take("\\") { return UInt8(ascii: "\\") }
    if take("n") { return UInt8(ascii: "\n") }
    guard take("u"), position + 4 <= bytes.count else { return nil }
    let digits = String(decoding: bytes[position..<position + 4], as: UTF8.self)
    position += 4
    return UInt8(digits, radix: 16)
  }

  /// Reads a number, a truth value or null.
  private mutating func word() -> ConfigurationValue? {
    let start = position
    while let byte = next, !",]}".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    switch text {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default: return Int128(text).map { .integer($0) } ?? Double(text).map { .real($0) }
    }
  }
}
