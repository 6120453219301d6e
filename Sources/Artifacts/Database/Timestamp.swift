import Foundation

/// Times as the store writes them: ISO 8601 in UTC, with milliseconds.
enum Timestamp {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  /// Returns the text of a time.
  static func text(_ date: Date) -> String {
    date.formatted(style)
  }

  /// Returns the time of a text, or nil if it is not in the form that `text` writes.
  static func date(_ text: String) -> Date? {
    // A parser that accepts years of any length yields times that no calendar can represent.
    guard text.utf8.count == form.utf8.count,
      zip(text.utf8, form.utf8).allSatisfy({ byte, wanted in
        wanted == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == wanted
      })
    else { return nil }
    return try? style.parse(text)
  }

  private static let form = "0000-00-00T00:00:00.000Z"
}
