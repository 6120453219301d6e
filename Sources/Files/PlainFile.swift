package import Foundation
import Glibc

/// A plain file that is open to be read; what it was opened as, it stays.
package final class PlainFile: Sendable {
  private let descriptor: CInt
  /// Where it was found, for messages.
  package let path: String
  /// What it was when it was opened.
  package let status: FileStatus

  /// Opens a file; nothing else than a plain one, and no link unless links may be followed.
  package convenience init(_ url: URL, followingLinks: Bool = false) throws {
    let path = url.path(percentEncoded: false)
    let flags = Self.flags | (followingLinks ? 0 : O_NOFOLLOW)
    try self.init(try SystemCall.reading(path) { open(path, flags) }, path: path)
  }

  /// Takes over a descriptor, and closes it if it is none of a plain file.
  init(_ descriptor: CInt, path: String) throws {
    self.descriptor = descriptor
    self.path = path
    var found = stat()
    let failed = fstat(descriptor, &found) != 0
    status = FileStatus(found)
    if failed { throw SystemCall.failure(path, errno, isReading: true) }
    guard status.kind == .file else { throw SystemCall.foreign(path, wanted: "plain file") }
  }

  deinit { close(descriptor) }

  /// How a file is opened: a pipe that nobody fills must not hold the program up.
  static let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY

  /// Reads the bytes from the first to the last, a piece at a time.
  package func read(_ use: (UnsafeRawBufferPointer) throws -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var offset = 0
    while true {
      let count = try buffer.withUnsafeMutableBytes { bytes in
        try SystemCall.reading(path) {
          pread(descriptor, bytes.baseAddress, bytes.count, offset)
        }
      }
      if count == 0 { return }
      offset += count
      try buffer.withUnsafeBytes { try use(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  /// Sets the permissions, whatever the name stands for by now.
  package func setMode(_ mode: mode_t) throws {
    _ = try SystemCall.writing(path) { fchmod(descriptor, mode) }
  }

  /// Waits until the bytes are on the disk.
  package func synchronize() throws {
    _ = try SystemCall.writing(path) { fsync(descriptor) }
  }
}
