/// Bytes written as `%` and two hexadecimal digits.
enum PercentEscapes {
  /// Returns the bytes meant; nil if an escape is incomplete.
  static func decoded(_ text: some Collection<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

extension UInt8 {
  /// Whether this is a printable character of ASCII other than the space.
  var isVisible: Bool { (0x21...0x7E).contains(self) }

  /// Whether this is a digit of ASCII.
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
