import Foundation

/// The only place that writes to the streams that users and scripts read.
///
/// Every text is sanitized here, so that no name, row or answer can control a terminal. The only
/// escape sequences written are those that rewrite a progress line.
enum Console {
  private static let clearedLine = "\r\u{1B}[K"

  /// Writes one line of words to standard output, at once.
  static func say(_ line: String) throws {
    try put(TerminalText.line(line) + "\n")
  }

  /// Writes words to standard output whose line breaks and tabs stay, such as a model's answer.
  static func sayParagraphs(_ text: String) throws {
    try put(TerminalText.paragraphs(text) + "\n")
  }

  /// Writes JSON to standard output; its texts keep their value.
  static func sayJSON(_ json: String) throws {
    try put(TerminalText.json(json) + (json.hasSuffix("\n") ? "" : "\n"))
  }

  /// Writes a line for the user to standard error; a failure to do so cannot be reported.
  static func note(_ line: String, overProgress: Bool = false) {
    tell((overProgress ? clearedLine : "") + TerminalText.line(line) + "\n")
  }

  /// Shows a line on standard error in place of the one before, as far as it fits.
  static func show(progress line: String, width: Int) {
    tell(clearedLine + TerminalText.line(line).prefix(width))
  }

  /// Ends the line that shows progress.
  static func endProgress() {
    tell("\n")
  }

  /// Prompts the user for a line.
  static func prompt() {
    tell("> ")
  }

  private static func put(_ text: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  private static func tell(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
