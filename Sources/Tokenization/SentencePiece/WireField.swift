/// One field of a protocol-buffer message.
struct WireField {
  /// A value as the wire knows it, before the schema gives it a type.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  let number: Int
  let value: Value
  let offset: Int

  /// The longest text that is read: pieces are words, and time may grow with their square.
  private static let longestText = 1_024

  /// Returns the value as a 32-bit integer; a negative one may stand as one of 32 or 64 bits.
  func integer() throws -> Int32 {
    guard case .varint(let value) = value,
      let integer = UInt32(exactly: value).map(Int32.init(bitPattern:))
        ?? Int32(exactly: Int64(bitPattern: value))
    else { throw WireDamage.badField(offset: offset) }
    return integer
  }

  /// Returns the value as a truth value.
  func flag() throws -> Bool {
    guard case .varint(let value) = value else { throw WireDamage.badField(offset: offset) }
    return value != 0
  }

  /// Returns the value as a floating-point number.
  func float() throws -> Float {
    guard case .fixed32(let bits) = value else { throw WireDamage.badField(offset: offset) }
    return Float(bitPattern: bits)
  }

  /// Returns the value as the bytes of a string or of a nested message.
  func bytes() throws -> ArraySlice<UInt8> {
    guard case .bytes(let bytes) = value else { throw WireDamage.badField(offset: offset) }
    return bytes
  }

  /// Returns the value as text.
  func text() throws -> String {
    let bytes = try bytes()
    guard bytes.count <= Self.longestText else { throw WireDamage.longText(offset: offset) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw WireDamage.badText(offset: offset)
    }
    return text
  }
}
