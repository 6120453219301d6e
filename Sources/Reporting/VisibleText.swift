import Markdown

/// Untrusted text made safe to display: invisible or deceptive characters become visible.
///
/// Every text of a page is of this type. Templates escape per `Character`, and a quotation mark
/// with a combining mark is a different `Character` from a quotation mark, so a combining mark
/// beside a markup character is spelled out as well. A test walks the pages to find other texts.
package struct VisibleText: Hashable, Sendable, CustomStringConvertible {
  private let shown: String

  /// Creates visible text, cut at a number of characters with a note of how many are left out.
  package init(_ text: String, limit: Int = 50_000) {
    var result = ""
    let shortened = text.prefix(limit)
    for character in shortened { result += Self.visible(character) }
    let left = text.count - shortened.count
    shown = left > 0 ? "\(result) … (\(left) more characters)" : result
  }

  package var description: String { shown }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { shown.isEmpty }

  private static let markup: Set<Unicode.Scalar> = ["<", ">", "&", "\"", "'", "`"]
  private static let marksKept = 12

  private static func visible(_ character: Character) -> String {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return "" }
    if scalars.count == 1 { return isSpelledOut(first) ? first.spelledOut : plain(first) }
    if character == "\r\n" { return "\n" }
    if scalars.contains(where: markup.contains) {
      return scalars.map { markup.contains($0) ? String($0) : $0.spelledOut }.joined()
    }
    let keepsJoiners = first.value > 0xFF || first.properties.isEmoji
    let kept = scalars.prefix(marksKept).map { scalar in
      isSpelledOut(scalar) && !(keepsJoiners && scalar.isJoiner)
        ? scalar.spelledOut : String(scalar)
    }
    let left = scalars.count - kept.count
    return kept.joined() + (left > 0 ? "⟨\(left) more marks⟩" : "")
  }

  private static func plain(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\u{2028}", "\u{2029}", "\r": "\n"
    default: String(scalar)
    }
  }

  /// Returns whether the scalar is spelled out; line breaks and tabs are shown as what they are.
  private static func isSpelledOut(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09, 0x0D, 0x2028, 0x2029: false
    default: scalar.isHidden
    }
  }
}

extension VisibleText: ExpressibleByStringInterpolation {
  /// Creates visible text from words of our own.
  package init(stringLiteral value: String) {
    self.init(value)
  }
}
