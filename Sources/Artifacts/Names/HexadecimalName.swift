/// What a name of hexadecimal digits stands for.
package protocol NameMeaning {
  /// How many digits such a name has.
  static var digits: Int { get }
}

/// A name of lowercase hexadecimal digits: nothing else can become part of a path.
package struct HexadecimalName<Meaning: NameMeaning>: Hashable, Sendable {
  /// The digits.
  package let hexadecimal: String

  /// Creates a name from its text, if that has the right number of digits and nothing else.
  package init?(_ text: String) {
    let isName = text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
    }
    guard isName, text.utf8.count == Meaning.digits else { return nil }
    hexadecimal = text
  }

  /// Creates the name that the SHA-256 of a text begins with.
  package init(hashing text: String) {
    hexadecimal = String(SHA256Text.of(text).prefix(Meaning.digits))
  }
}

extension HexadecimalName: Comparable {
  /// The name as text.
  package var description: String { hexadecimal }

  /// Returns whether one name comes before another in alphabetical order.
  package static func < (left: HexadecimalName, right: HexadecimalName) -> Bool {
    left.hexadecimal < right.hexadecimal
  }
}

extension HexadecimalName: CheckedText {
  /// What the text must be.
  package static var expectation: String { "a name of \(Meaning.digits) hexadecimal digits" }
}
