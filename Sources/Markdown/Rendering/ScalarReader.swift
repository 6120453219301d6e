/// Reads scalars from UTF-8 of the parser, with the characters behind stand-ins.
struct ScalarReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// Starts at the first byte.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// Returns the next scalar.
  mutating func next() -> Unicode.Scalar? {
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        return Unicode.Scalar(bytes[index - 1])
      }
      if let scalar = StandIn.character(behind: longScalar()) { return scalar }
      if index < bytes.count, bytes[index].isBlank { index += 1 }
    }
    return nil
  }

  /// Reads a scalar of several bytes; the parser gets and gives none that are cut short.
  private mutating func longScalar() -> Unicode.Scalar {
    let length = bytes[index] >= 0xF0 ? 4 : bytes[index] >= 0xE0 ? 3 : 2
    guard index + length <= bytes.count else {
      index = bytes.count
      return "\u{FFFD}"
    }
    var value = UInt32(bytes[index]) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    index += length
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
