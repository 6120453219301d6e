/// Reads the fields of one protocol-buffer message, in the wire format of proto2.
struct WireReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Creates a reader of the message that fills the bytes.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Reads the next field, or returns nil at the end of the message.
  mutating func next() throws -> WireField? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    let key = try varint()
    guard key >> 3 > 0, key >> 3 < 1 << 29 else { throw WireDamage.badField(offset: start) }
    return WireField(number: Int(key >> 3), value: try value(wireType: key & 7), offset: start)
  }

  private mutating func value(wireType: UInt64) throws -> WireField.Value {
    switch wireType {
    case 0: .varint(try varint())
    case 1: .fixed64(try fixed(8))
    case 2: .bytes(try lengthDelimited())
    case 5: .fixed32(UInt32(truncatingIfNeeded: try fixed(4)))
    default: throw WireDamage.badField(offset: position)
    }
  }

  private mutating func varint() throws -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), through: 63, by: 7) {
      guard position < bytes.endIndex else { throw WireDamage.truncated(offset: position) }
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw WireDamage.badField(offset: position)
  }

  private mutating func fixed(_ count: Int) throws -> UInt64 {
    guard bytes.endIndex - position >= count else { throw WireDamage.truncated(offset: position) }
    defer { position += count }
    return (0..<count).reduce(0) { $0 | UInt64(bytes[position + $1]) << UInt64(8 * $1) }
  }

  private mutating func lengthDelimited() throws -> ArraySlice<UInt8> {
    let length = try varint()
    guard length <= UInt64(bytes.endIndex - position) else {
      throw WireDamage.truncated(offset: position)
    }
    defer { position += Int(length) }
    return bytes[position..<position + Int(length)]
  }
}

/// What can be wrong with the bytes of a message.
enum WireDamage: Error {
  case truncated(offset: Int)
  case badField(offset: Int)
  case badText(offset: Int)
  case longText(offset: Int)
  case tooMany(offset: Int)
}
