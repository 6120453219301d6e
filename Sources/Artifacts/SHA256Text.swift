import Crypto
package import Foundation
import Glibc

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

  /// Returns the hash and the size of a file, read in pieces.
  package static func ofFile(_ url: URL) throws -> (sha256: String, bytes: Int) {
    let descriptor = DurableFile.retried { open(url.path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw StoreError.system("cannot read", url.path, errno) }
    defer { close(descriptor) }
    var hasher = SHA256()
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw StoreError.system("cannot read", url.path, errno) }
      if count == 0 { break }
      total += count
      buffer.withUnsafeBytes { bytes in
        hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[0..<count]))
      }
    }
    return (text(hasher.finalize()), total)
  }

  /// Returns whether the text is 64 lowercase hexadecimal digits.
  package static func isValid(_ text: String) -> Bool {
    text.utf8.count == 64
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
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
