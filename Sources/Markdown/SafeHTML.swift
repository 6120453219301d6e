/// HTML of a fixed set of elements, made in this module alone, that a page may contain as it is.
///
/// Whatever a person or a model wrote is in it only as escaped text, or as the checked address of
/// a link.
package struct SafeHTML: Hashable, Sendable, CustomStringConvertible {
  private let markup: String

  /// Takes what a writer has written.
  init(_ writer: consuming HTMLWriter) {
    markup = String(decoding: writer.bytes, as: UTF8.self)
  }

  package var description: String { markup }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { markup.isEmpty }
}
