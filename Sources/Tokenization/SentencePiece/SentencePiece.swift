/// One entry of a SentencePiece vocabulary; its id is its position.
package struct SentencePiece: Hashable, Sendable {
  /// What a piece may be used for, with the numbers of SentencePiece's file format.
  package enum Kind: Int32, Sendable {
    case normal = 1
    case unknown = 2
    case control = 3
    case userDefined = 4
    case unused = 5
    case byte = 6
  }

  /// The characters, with "▁" for a space.
  package var text: String
  /// The rank among merges: the highest score is merged first.
  package var score: Float
  /// What the piece may be used for.
  package var kind: Kind

  /// Creates a piece.
  package init(_ text: String, score: Float = 0, kind: Kind = .normal) {
    self.text = text
    self.score = score
    self.kind = kind
  }

  /// The byte that a piece such as `<0x0A>` stands for.
  var byteValue: UInt8? {
    let digits = text.utf8.dropFirst(3).dropLast()
    guard text.hasPrefix("<0x"), text.hasSuffix(">"), digits.count == 2 else { return nil }
    guard let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) else { return nil }
    return Self.byteText(value) == text ? value : nil
  }

  /// Returns the text of the piece that stands for a byte.
  static func byteText(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "<0x" + (digits.count == 1 ? "0" : "") + digits + ">"
  }
}
