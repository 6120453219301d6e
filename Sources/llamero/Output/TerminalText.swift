/// Untrusted text made safe for a terminal: nothing in it moves the cursor, hides or deceives.
///
/// Control characters, escapes, bidirectional marks and invisible characters are spelled out as
/// `\u{1b}`. The joiners that scripts and emoji need are kept.
enum TerminalText {
  /// Returns text whose line breaks and tabs stay.
  static func paragraphs(_ text: String) -> String {
    visible(text) { $0 == "\n" || $0 == "\t" }
  }

  /// Returns text as a part of one line: breaks and tabs are written out, too.
  static func line(_ text: String) -> String {
    visible(text) { _ in false }
  }

  /// Returns JSON whose texts hold such characters as JSON's own escapes; its values stay the same.
  static func json(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isHidden($0) && $0 != "\n" }) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      // A line break in JSON is white space: strings never contain one unescaped.
      guard isHidden(scalar), scalar != "\n" else {
        return result.unicodeScalars.append(scalar)
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  private static func visible(
    _ text: String, keeping isKept: (Unicode.Scalar) -> Bool
  ) -> String {
    guard text.unicodeScalars.contains(where: isHidden) else { return text }
    return text.unicodeScalars.reduce(into: "") { result, scalar in
      if isHidden(scalar), !isKept(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar {
    case "\u{200C}", "\u{200D}": return false
    // Letters of Hangul and Braille that show nothing.
    case "\u{115F}", "\u{1160}", "\u{3164}", "\u{FFA0}", "\u{2800}": return true
    default:
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
      default: return false
      }
    }
  }
}
