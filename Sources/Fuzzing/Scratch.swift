package import Foundation
import Glibc

/// A folder in memory for parsers that read files; it goes away with the value.
package final class Scratch: Sendable {
  /// Where files are placed.
  package let folder: URL

  /// Makes the folder.
  init() throws {
    let memory = URL(filePath: "/dev/shm")
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    folder = (isThere ? memory : FileManager.default.temporaryDirectory)
      .appending(path: "llamero-fuzzing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Writes a file in place, which is faster than any careful way and good enough here.
  package func place(_ bytes: [UInt8], _ name: String) throws -> URL {
    let url = folder.appending(path: name)
    let descriptor = open(url.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    defer { close(descriptor) }
    guard write(descriptor, bytes, bytes.count) == bytes.count else {
      throw CocoaError(.fileWriteUnknown)
    }
    return url
  }
}
