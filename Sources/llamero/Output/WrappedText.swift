/// Breaks text into lines at its spaces.
enum WrappedText {
  /// The columns of a page of text; files and pipes have no width of their own.
  private static let width = 80

  /// Returns lines with an indentation, and another one from the second line on.
  static func lines(of text: String, indentation: Int = 0, hanging: Int? = nil) -> [String] {
    var lines: [String] = []
    var line = String(repeating: " ", count: indentation)
    var isEmpty = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: hanging ?? indentation)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return lines + [line]
  }
}
