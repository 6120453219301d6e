import COpenSSL
package import Foundation

/// SHA-256 of bytes that arrive piece by piece, computed by OpenSSL's libcrypto.
package struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// Starts a hash of nothing.
  package init() {
    LibCrypto.initialize()
    guard let context = EVP_MD_CTX_new() else {
      preconditionFailure("SHA-256: libcrypto has no memory for a hash")
    }
    self.context = context
    LibCrypto.check(EVP_DigestInit_ex(context, EVP_sha256(), nil), "start")
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Appends bytes to those that are hashed.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    LibCrypto.check(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count), "update")
  }

  /// Returns the digest of all bytes; the hash takes no more.
  package consuming func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: Digest.size)
    LibCrypto.check(EVP_DigestFinal_ex(context, &bytes, nil), "finish")
    return Digest(bytes: bytes)
  }

  /// Returns the digest of bytes that are all there.
  package static func digest(of data: Data) -> Digest {
    var hash = SHA256()
    data.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }
}
