/// A word or a punctuation mark of code, and the line it stands on, counted from 1.
struct Token: Sendable {
  let text: String
  let line: Int

  /// Whether the token is a name or keyword and not a mark.
  var isWord: Bool {
    guard let first = text.utf8.first else { return false }
    return Token.isWordByte(first)
  }

  static func all(in text: ScannedText) -> [Token] {
    var tokens: [Token] = []
    var word: [UInt8] = []
    var line = 1
    for (byte, part) in zip(text.bytes, text.parts) {
      let isWordByte = part == .code && Self.isWordByte(byte)
      if isWordByte {
        word.append(byte)
        continue
      }
      if !word.isEmpty {
        tokens.append(Token(text: String(decoding: word, as: UTF8.self), line: line))
        word.removeAll(keepingCapacity: true)
      }
      if byte == UInt8(ascii: "\n") {
        line += 1
      } else if part == .code, byte > UInt8(ascii: " ") {
        tokens.append(Token(text: String(UnicodeScalar(byte)), line: line))
      }
    }
    if !word.isEmpty {
      tokens.append(Token(text: String(decoding: word, as: UTF8.self), line: line))
    }
    return tokens
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default:
      false
    }
  }
}
