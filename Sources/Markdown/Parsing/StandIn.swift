/// Scalars that no text has, put in place of characters that must not act as markup.
///
/// The parser takes them for letters, and the writer puts the characters back, so the text that is
/// shown is unchanged wherever they stand, in code too. Unicode sets them aside for such uses; if
/// a text has them nevertheless, they are spelled out before any is put in.
enum StandIn {
  /// Begins a line whose first character must not act as markup; a blank belongs to it.
  static let lineStart = Array("\(scalar(characters.count)) ".utf8)

  /// The numbers of the scalars.
  static let range = first...first + UInt32(characters.count)

  private static let first: UInt32 = 0xFDD0
  private static let characters = Array("&[:>-+*.)".utf8)

  /// Returns the bytes that stand for a character.
  static func bytes(for character: UInt8) -> [UInt8] {
    guard let index = characters.firstIndex(of: character) else { return [character] }
    return Array(String(scalar(index)).utf8)
  }

  /// Returns the character behind a scalar, nil for the start of a line.
  static func character(behind scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard range.contains(scalar.value) else { return scalar }
    let index = Int(scalar.value - first)
    return index < characters.count ? Unicode.Scalar(characters[index]) : nil
  }

  private static func scalar(_ index: Int) -> Unicode.Scalar {
    Unicode.Scalar(first + UInt32(index)) ?? "\u{FFFD}"
  }
}
