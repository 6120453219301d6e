/// A text that is validated where it enters, so that later code can rely on it.
package protocol CheckedText: LosslessStringConvertible, Codable {
  /// What the text must be, as the beginning of "… is expected".
  static var expectation: String { get }
}

extension CheckedText {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let checked = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath, debugDescription: "\(Self.expectation) is expected"))
    }
    self = checked
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
