package import Foundation

/// HMAC-SHA-256 (RFC 2104): a digest that only holders of the key can make.
package enum HMAC {
  /// The bytes that SHA-256 takes at a time.
  private static let block = 64

  /// Returns the code of a message under a key.
  package static func code(of message: Data, key: Data) -> Digest {
    let short = key.count > block ? Data(SHA256.digest(of: key).bytes) : key
    let padded = short + Data(count: block - short.count)
    let inner = SHA256.digest(of: Data(padded.map { $0 ^ 0x36 }) + message)
    return SHA256.digest(of: Data(padded.map { $0 ^ 0x5C }) + Data(inner.bytes))
  }
}
