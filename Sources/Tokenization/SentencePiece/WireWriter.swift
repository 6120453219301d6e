/// Writes the fields of one protocol-buffer message, in the wire format of proto2.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  /// Appends an integer field; a negative one takes ten bytes, as the format wants.
  mutating func write(_ value: Int32, field: Int) {
    key(field, wireType: 0)
    varint(UInt64(bitPattern: Int64(value)))
  }

  /// Appends a truth value.
  mutating func write(_ value: Bool, field: Int) {
    write(value ? Int32(1) : 0, field: field)
  }

  /// Appends a floating-point field.
  mutating func write(_ value: Float, field: Int) {
    key(field, wireType: 5)
    withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// Appends a string, or a nested message.
  mutating func write(_ value: some Collection<UInt8>, field: Int) {
    key(field, wireType: 2)
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  private mutating func key(_ field: Int, wireType: UInt64) {
    varint(UInt64(field) << 3 | wireType)
  }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
