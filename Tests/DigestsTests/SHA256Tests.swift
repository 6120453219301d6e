import Foundation
import Testing

@testable import Digests

struct SHA256Tests {
  /// Examples of the standard (FIPS 180-2, appendix B), and the digest of nothing.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func examplesOfTheStandard(text: String, digest: String) {
    #expect(SHA256.digest(of: Data(text.utf8)).hexadecimal == digest)
  }

  @Test(arguments: [1, 55, 56, 63, 64, 65, 4096, 300_000])
  func piecesOfAnySizeHashLikeTheWhole(size: Int) {
    let data = Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) })
    var hash = SHA256()
    data.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = bytes[start..<min(start + size, bytes.count)]
        hash.update(UnsafeRawBufferPointer(rebasing: piece))
        hash.update(UnsafeRawBufferPointer(start: nil, count: 0))
      }
    }
    #expect(hash.finish() == SHA256.digest(of: data))
  }

  @Test func hashesOfManyThreadsDoNotMix() async {
    let expected = (0..<64).map { SHA256.digest(of: Data("\($0)".utf8)) }
    let found = await withTaskGroup(of: (Int, Digest).self) { tasks in
      for index in 0..<64 {
        tasks.addTask { (index, SHA256.digest(of: Data("\(index)".utf8))) }
      }
      return await tasks.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    #expect(expected.indices.allSatisfy { found[$0] == expected[$0] })
    #expect(Set(expected).count == 64)
  }
}
