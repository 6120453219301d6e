/// Tells code from strings and comments, in Swift and in C.
///
/// It knows multi-line and raw strings, nested comments and interpolations, which are code inside
/// a string, and regular expression literals, which count as strings.
struct TextScanner {
  let bytes: [UInt8]
  let isC: Bool
  private(set) var parts: [ScannedText.Part]
  private(set) var isWhole = true
  private var position = 0

  init(bytes: [UInt8], isC: Bool) {
    self.bytes = bytes
    self.isC = isC
    parts = Array(repeating: .code, count: bytes.count)
  }

  mutating func scan() {
    scanCode(insideString: false)
  }

  /// Scans code up to the end, or up to the parenthesis that closes an interpolation.
  private mutating func scanCode(insideString: Bool) {
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "/") where follows("//"): scanLineComment()
      case UInt8(ascii: "/") where follows("/*"): scanBlockComment()
      case UInt8(ascii: "/") where beginsExpression: scanQuoted(by: UInt8(ascii: "/"))
      case UInt8(ascii: "\""): scanString(hashes: 0)
      case UInt8(ascii: "'") where isC: scanQuoted(by: UInt8(ascii: "'"))
      case UInt8(ascii: "#") where rawStringHashes > 0: scanString(hashes: rawStringHashes)
      case UInt8(ascii: "("):
        depth += 1
        position += 1
      case UInt8(ascii: ")"):
        if insideString, depth == 0 { return }
        depth -= 1
        position += 1
      default: position += 1
      }
    }
    if insideString { isWhole = false }
  }

  private mutating func scanLineComment() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { take(.comment) }
  }

  private mutating func scanBlockComment() {
    var depth = 0
    repeat {
      if follows("/*"), !isC || depth == 0 {
        depth += 1
        take(.comment, count: 2)
      } else if follows("*/") {
        depth -= 1
        take(.comment, count: 2)
      } else {
        take(.comment)
      }
    } while depth > 0 && position < bytes.count
    if depth > 0 { isWhole = false }
  }

  private mutating func scanString(hashes: Int) {
    if isC { return scanQuoted(by: UInt8(ascii: "\"")) }
    let marks = String(repeating: "#", count: hashes)
    take(.string, count: hashes)
    let quotes = follows("\"\"\"") ? "\"\"\"" : "\""
    take(.string, count: quotes.utf8.count)
    while position < bytes.count {
      if follows("\\" + marks + "(") {
        take(.string, count: hashes + 2)
        scanCode(insideString: true)
      } else if follows("\\" + marks) {
        take(.string, count: hashes + 2)
      } else if follows(quotes + marks) {
        return take(.string, count: quotes.utf8.count + hashes)
      } else if quotes.utf8.count == 1, bytes[position] == UInt8(ascii: "\n") {
        break
      } else {
        take(.string)
      }
    }
    isWhole = false
  }

  private mutating func scanQuoted(by quote: UInt8) {
    take(.string)
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
      if bytes[position] == quote { return take(.string) }
      take(.string, count: bytes[position] == UInt8(ascii: "\\") ? 2 : 1)
    }
    isWhole = false
  }

  /// Whether the slash here begins a regular expression: it stands where a value may begin.
  private var beginsExpression: Bool {
    guard !isC, position > 0, position + 1 < bytes.count else { return false }
    let (before, after) = (bytes[position - 1], bytes[position + 1])
    return " (,[".utf8.contains(before) && !" =\n".utf8.contains(after)
  }

  /// The number of `#` before a quotation mark here, 0 if there is no raw string.
  private var rawStringHashes: Int {
    let end = bytes[position...].firstIndex { $0 != UInt8(ascii: "#") } ?? bytes.count
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") && !isC ? end - position : 0
  }

  private func follows(_ text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private mutating func take(_ part: ScannedText.Part, count: Int = 1) {
    for _ in 0..<count where position < bytes.count {
      parts[position] = part
      position += 1
    }
  }
}
