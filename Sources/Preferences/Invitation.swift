import Digests
import Foundation

/// The secret in a link by which a person comes in; the store keeps only its digest.
package struct Invitation: Hashable, Sendable {
  /// 256 random bits in hexadecimal.
  package let secret: String

  /// Draws a secret.
  package init() {
    secret = RandomText.hexadecimal(words: 4)
  }

  /// What the store keeps of the secret.
  package var digest: String { Self.digest(of: secret) }

  /// Returns what the store keeps of a secret.
  package static func digest(of secret: String) -> String {
    SHA256.digest(of: Data(secret.utf8)).hexadecimal
  }
}
