package import Foundation
import Glibc

/// A plain file opened for reading; replacing its name later does not affect it.
package final class PlainFile: Sendable {
  private let descriptor: CInt
  /// Where it was found, for messages.
  package let path: String
  /// What it was when it was opened.
  package let status: FileStatus

  /// Opens a file: only a plain one, and through a link only if links may be followed.
  package convenience init(_ url: URL, followingLinks: Bool = false) throws {
    let path = url.path(percentEncoded: false)
    do {
      try self.init(opening: path, followingLinks: followingLinks)
    } catch {
      throw error.failure(path)
    }
  }

  /// Takes over a descriptor, and closes it if it is not that of a plain file.
  convenience init(_ descriptor: CInt, path: String) throws {
    do {
      try self.init(checking: descriptor, path: path)
    } catch {
      throw error.failure(path)
    }
  }

  /// Opens a file, or says what there is instead.
  convenience init(opening path: String, followingLinks: Bool) throws(Refusal) {
    let flags = Self.flags | (followingLinks ? 0 : O_NOFOLLOW)
    var descriptor: CInt
    repeat { descriptor = open(path, flags) } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw .system(errno) }
    try self.init(checking: descriptor, path: path)
  }

  private init(checking descriptor: CInt, path: String) throws(Refusal) {
    self.descriptor = descriptor
    self.path = path
    var found = stat()
    let number = fstat(descriptor, &found) == 0 ? 0 : errno
    status = FileStatus(found)
    if number != 0 { throw .system(number) }
    guard status.kind == .file else { throw .foreign(status) }
  }

  deinit { close(descriptor) }

  /// Why there is no plain file to be read.
  enum Refusal: Error {
    /// The number of the system's error.
    case system(CInt)
    /// What there is instead.
    case foreign(FileStatus)

    /// The error in Foundation's form.
    func failure(_ path: String) -> CocoaError {
      switch self {
      case .system(let number): SystemCall.failure(path, number, isReading: true)
      case .foreign: SystemCall.foreign(path, wanted: "plain file")
      }
    }
  }

  /// How a file is opened: a pipe without a writer must not block the program.
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

  /// Waits until the bytes are durable.
  package func synchronize() throws {
    _ = try SystemCall.writing(path) { fsync(descriptor) }
  }
}
