import Foundation

/// The one place where text meets the streams that a person or a script reads.
///
/// Every text is made visible here, so that no name, row or answer can steer a terminal. The
/// sequences that rewrite a line of progress are the only ones that are ours.
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

  /// Writes a line for the person to standard error; nobody can be told if that fails.
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

  /// Asks the person for a line.
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
