import Foundation

/// The two streams a person or a script reads.
enum Console {
  /// Writes a line of data to standard output, at once.
  static func say(_ line: String) throws {
    try FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
  }

  /// Writes a line for the person to standard error; nobody can be told if that fails.
  static func note(_ line: String) {
    write(line + "\n")
  }

  /// Writes text to standard error without ending the line.
  static func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
