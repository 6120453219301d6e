/// A text that is folded to its beginning when it is long.
package struct FoldedText: Sendable {
  private static let mostCharacters = 900
  private static let mostLines = 14

  /// All of a short text, the beginning of a long one.
  package let opening: VisibleText
  /// All of a long text.
  package let whole: VisibleText?

  /// Folds a text if it is long.
  package init(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let isLong = text.count > Self.mostCharacters || lines.count > Self.mostLines
    let head = lines.prefix(Self.mostLines).joined(separator: "\n").prefix(
      Self.mostCharacters * 2 / 3)
    opening = text.isEmpty ? "(empty)" : VisibleText(isLong ? "\(head) …" : text)
    whole = isLong ? VisibleText(text) : nil
  }
}
