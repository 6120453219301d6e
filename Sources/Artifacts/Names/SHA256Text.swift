import Crypto
import Files
package import Foundation

/// SHA-256 as lowercase hexadecimal text.
package enum SHA256Text {
  /// Returns the hash of the bytes.
  package static func of(_ data: Data) -> String {
    text(SHA256.hash(data: data))
  }

  /// Returns the hash of the text's UTF-8.
  package static func of(_ string: String) -> String {
    of(Data(string.utf8))
  }

  /// Returns the hash and the size of a file; each piece that is read can be used meanwhile.
  static func of(
    _ file: PlainFile, _ use: (UnsafeRawBufferPointer) throws -> Void = { _ in }
  ) throws -> (digest: BlobDigest, bytes: Int) {
    var hasher = SHA256()
    var bytes = 0
    try file.read { piece in
      hasher.update(bufferPointer: piece)
      bytes += piece.count
      try use(piece)
    }
    guard let digest = BlobDigest(text(hasher.finalize())) else {
      preconditionFailure("a hash has 64 hexadecimal digits")
    }
    return (digest, bytes)
  }

  private static func text(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    for byte in digest {
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
