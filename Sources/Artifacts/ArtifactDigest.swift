/// The SHA-256 of an artifact's manifest, as 64 hexadecimal digits.
package struct ArtifactDigest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The 64 lowercase hexadecimal digits.
  package let hexadecimal: String

  /// Creates a digest from its text, if that is 64 lowercase hexadecimal digits.
  package init?(_ text: String) {
    guard SHA256Text.isValid(text) else { return nil }
    self.hexadecimal = text
  }

  init(hashing manifest: ArtifactManifest) throws {
    self.hexadecimal = SHA256Text.of(try StableJSON.data(manifest))
  }

  /// The digest as text.
  package var description: String { hexadecimal }

  /// Returns whether one digest comes before another in alphabetical order.
  package static func < (left: ArtifactDigest, right: ArtifactDigest) -> Bool {
    left.hexadecimal < right.hexadecimal
  }
}

extension ArtifactDigest: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let digest = ArtifactDigest(text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "'\(text)' is not 64 hexadecimal digits"))
    }
    self = digest
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hexadecimal)
  }
}
