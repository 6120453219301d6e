/// The name of a run: 12 hexadecimal digits.
package struct RunID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The digits.
  package let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The name as text.
  package var description: String { text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
