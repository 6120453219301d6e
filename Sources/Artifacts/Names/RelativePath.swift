/// The path of a file within an artifact: it leads into the folder and nowhere else.
///
/// Names that look alike but have other bytes, such as a letter with its accent in one piece or
/// in two, are other files; `String` would call them equal.
package struct RelativePath: Sendable {
  /// The parts, with "/" between them.
  package let text: String

  /// The most bytes that a part may have, as file systems allow them.
  private static let longestPart = 255
  /// The most bytes that a path may have.
  private static let longest = 1024

  /// Creates a path, if it has no part that is empty, "." or "..", and no control character.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isOrdinary = parts.allSatisfy { part in
      !part.isEmpty && part.count <= Self.longestPart && !part.elementsEqual(".".utf8)
        && !part.elementsEqual("..".utf8)
    }
    let isVisible = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isOrdinary, isVisible, text.utf8.count <= Self.longest else { return nil }
    self.text = text
  }

  /// The names of the folders on the way, and of the file at its end.
  package var parts: [String] { text.split(separator: "/").map(String.init) }

  /// The paths of the folders on the way.
  var folders: [RelativePath] {
    text.utf8.indices.filter { text.utf8[$0] == UInt8(ascii: "/") }
      .compactMap { RelativePath(String(text[..<$0])) }
  }
}

extension RelativePath: Hashable, Comparable {
  /// The path as text.
  package var description: String { text }

  /// Returns whether two paths have the same bytes.
  package static func == (left: RelativePath, right: RelativePath) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Returns whether the bytes of one path come before those of another.
  package static func < (left: RelativePath, right: RelativePath) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var bytes = text
    bytes.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension RelativePath: CheckedText {
  /// What the text must be.
  package static var expectation: String { "the path of a file within its folder" }
}
