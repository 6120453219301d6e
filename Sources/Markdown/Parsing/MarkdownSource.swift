/// A text as the parser gets it: lines of UTF-8 in which stand-ins bound the parser's work.
struct MarkdownSource {
  let bytes: [UInt8]
  /// Where each line starts, and one start more behind the last.
  private let lineStarts: [Int]

  /// Takes a text: what is invisible is spelled out, and every kind of line end becomes one.
  init(_ text: String) {
    let visible = Self.visible(text)
    bytes = Self.standIns(in: visible, at: MarkdownLimits(visible).indices)
    let ends = bytes.indices.lazy.filter { [bytes] in bytes[$0] == UInt8(ascii: "\n") }
    lineStarts = [0] + ends.map { $0 + 1 } + [bytes.count + 1]
  }

  /// Takes lines of one paragraph: none starts a block, as a cell of a table never does.
  init(paragraph lines: some Sequence<[UInt8]>) {
    bytes = Array(lines.map { StandIn.lineStart + $0 }.joined(separator: [UInt8(ascii: "\n")]))
    lineStarts = []
  }

  /// Returns the bytes of a line, counted from 1, without its end.
  func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number < lineStarts.count else { return [] }
    return bytes[lineStarts[number - 1]..<lineStarts[number] - 1]
  }

  /// Returns the number that a line has at a column, as an ordered list's item does.
  func number(line: Int, column: Int) -> Int? {
    let digits = self.line(line).dropFirst(column - 1).prefix { $0.isDigit }
    return Int(String(decoding: digits.prefix(10), as: UTF8.self))
  }

  // Invisible characters are spelled out before parsing: the parser takes some of them for spaces
  // and would drop them.
  private static func visible(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var visibility = Visibility()
    var last: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where last == "\r": break
      case "\n", "\r", "\u{2028}", "\u{2029}":
        bytes.append(UInt8(ascii: "\n"))
        visibility.interrupt()
      default: visibility.append(scalar, to: &bytes)
      }
      last = scalar
    }
    return bytes
  }

  private static func standIns(in bytes: [UInt8], at indices: [Int]) -> [UInt8] {
    guard !indices.isEmpty else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 2 * indices.count)
    var start = 0
    for index in indices {
      result += bytes[start..<index]
      result += StandIn.bytes(for: bytes[index])
      start = index + 1
    }
    return result + bytes[start...]
  }
}

extension UInt8 {
  /// Whether the byte is a digit.
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  /// Whether the byte is a space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
