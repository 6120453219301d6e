/// A text taken apart into code, the contents of strings, and comments.
///
/// Each part is the whole text with everything else blanked out, so lines and columns stay.
struct ScannedText: Sendable {
  /// What a byte of the text belongs to.
  enum Part: UInt8 {
    case code
    case string
    case comment
  }

  let bytes: [UInt8]
  let parts: [Part]
  /// Whether strings, comments and interpolations all ended where they should.
  let isWhole: Bool

  init(_ text: String, isC: Bool = false) {
    var scanner = TextScanner(bytes: Array(text.utf8), isC: isC)
    scanner.scan()
    (bytes, parts, isWhole) = (scanner.bytes, scanner.parts, scanner.isWhole)
  }

  /// Returns the lines of one part, blank where the others are.
  func lines(of part: Part) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    for (byte, owner) in zip(bytes, parts) {
      if byte == UInt8(ascii: "\n") {
        lines.append(String(decoding: line, as: UTF8.self))
        line.removeAll(keepingCapacity: true)
      } else {
        line.append(owner == part ? byte : UInt8(ascii: " "))
      }
    }
    return lines + [String(decoding: line, as: UTF8.self)]
  }
}
