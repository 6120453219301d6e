/// A name that comes from outside: equal to another if their bytes are.
///
/// Swift takes texts for equal that are the same characters in other bytes, such as "é" in one
/// scalar or in two. Files, tensors and other programs do not.
package struct ByteName: Hashable, Comparable, Sendable {
  /// The name as text.
  package let text: String

  /// Takes a name as it was read.
  package init(_ text: String) { self.text = text }

  package static func == (one: Self, other: Self) -> Bool {
    var (one, other) = (one.text, other.text)
    return one.withUTF8 { one in other.withUTF8 { one.elementsEqual($0) } }
  }

  package static func < (one: Self, other: Self) -> Bool {
    one.text.utf8.lexicographicallyPrecedes(other.text.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
