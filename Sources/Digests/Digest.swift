/// The 32 bytes that SHA-256 makes of any others.
package struct Digest: Hashable, Sendable {
  /// How many bytes a digest has.
  package static let size = 32

  /// The bytes, in the order of the standard.
  package let bytes: [UInt8]

  /// The bytes as 64 lowercase hexadecimal digits.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
