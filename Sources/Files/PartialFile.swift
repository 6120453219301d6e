package import Foundation
import Glibc

/// A file under a temporary name, while it is filled.
package struct PartialFile {
  let descriptor: CInt
  /// The name that it will have, for messages.
  let path: String

  /// Appends bytes, all of them.
  package func append(_ bytes: some ContiguousBytes) throws {
    try bytes.withUnsafeBytes { bytes in
      var done = 0
      while done < bytes.count {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
        let written = try SystemCall.writing(path) {
          write(descriptor, rest.baseAddress, rest.count)
        }
        precondition(written > 0, "write: no bytes of \(rest.count) and no error")
        done += written
      }
    }
  }
}
