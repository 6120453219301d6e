import Foundation

/// Times as the store writes them: ISO 8601 in UTC, with milliseconds.
enum Timestamp {
  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  /// Returns the text of a time.
  static func text(_ date: Date) -> String {
    date.formatted(style)
  }

  /// Returns the time of a text, or the distant past if it is not one.
  static func date(_ text: String) -> Date {
    (try? style.parse(text)) ?? .distantPast
  }
}
