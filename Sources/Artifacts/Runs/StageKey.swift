/// The SHA-256 over everything that decides a stage's result, as 64 hexadecimal digits.
package struct StageKey: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The 64 lowercase hexadecimal digits.
  package let hexadecimal: String

  /// Creates the key for canonical bytes.
  package init(hashing canonicalText: String) {
    hexadecimal = SHA256Text.of(canonicalText)
  }

  init(stored hexadecimal: String) {
    self.hexadecimal = hexadecimal
  }

  /// The key as text.
  package var description: String { hexadecimal }

  package init(from decoder: any Decoder) throws {
    hexadecimal = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}
