import Digests
import Files
package import Foundation

/// SHA-256 as lowercase hexadecimal text.
package enum SHA256Text {
  /// Returns the hash of the bytes.
  package static func of(_ data: Data) -> String {
    SHA256.digest(of: data).hexadecimal
  }

  /// Returns the hash of the text's UTF-8.
  package static func of(_ string: String) -> String {
    of(Data(string.utf8))
  }

  /// Returns the hash and the size of a file; each piece that is read can be used meanwhile.
  static func of(
    _ file: PlainFile, _ use: (UnsafeRawBufferPointer) throws -> Void = { _ in }
  ) throws -> (digest: BlobDigest, bytes: Int) {
    var hash = SHA256()
    var bytes = 0
    try file.read { piece in
      hash.update(piece)
      bytes += piece.count
      try use(piece)
    }
    guard let digest = BlobDigest(hash.finish().hexadecimal) else {
      preconditionFailure("a hash has 64 hexadecimal digits")
    }
    return (digest, bytes)
  }
}
