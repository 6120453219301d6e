package import Foundation
import Glibc

/// A file from outside, opened only if it is a plain one of at most a stated size.
///
/// A named pipe would make the opening wait, a device has no end, and a sparse file may be larger
/// than any disk: each is refused before a byte is read.
package struct BoundedFile: ~Copyable {
  /// The number of bytes it had when it was opened.
  package let size: Int
  private let descriptor: CInt
  private let path: String
  private let limit: Int

  /// Opens a file for reading; links are followed.
  package init(_ url: URL, limit: Int) throws {
    let path = url.path(percentEncoded: false)
    let (descriptor, size) = try Self.opened(path, limit)
    (self.path, self.descriptor, self.size, self.limit) = (path, descriptor, size, limit)
  }

  deinit { close(descriptor) }

  /// Returns the bytes of a file; `watch` may throw between pieces to end the reading.
  package static func read(
    _ url: URL, limit: Int, watch: () throws -> Void = {}
  ) throws -> Data {
    let file = try BoundedFile(url, limit: limit)
    var data = Data(capacity: file.size)
    try file.pieces { piece in
      try watch()
      data.append(contentsOf: piece)
    }
    return data
  }

  /// Hands over all bytes in order; a file that grows beyond the limit meanwhile is an error.
  package borrowing func pieces(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var buffer = [UInt8](repeating: 0, count: min(max(size, 1 << 12), 1 << 20))
    var total = 0
    while true {
      let count = try buffer.withUnsafeMutableBytes { try filled($0) }
      if count == 0 { return }
      total += count
      guard total <= limit else { throw BoundedFileError.tooLarge(path, limit: limit) }
      try buffer.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
  }

  private borrowing func filled(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw BoundedFileError(errno, path) }
    }
  }

  private static func opened(_ path: String, _ limit: Int) throws -> (CInt, Int) {
    var descriptor: CInt = -1
    repeat {
      descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    } while descriptor < 0 && errno == EINTR
    var status = stat()
    guard descriptor >= 0 else {
      let error = BoundedFileError(errno, path)
      // A socket cannot be opened at all.
      guard stat(path, &status) == 0, let kind = kind(status) else { throw error }
      throw BoundedFileError.notPlain(path, kind: kind)
    }
    do {
      guard fstat(descriptor, &status) == 0 else { throw BoundedFileError(errno, path) }
      if let kind = kind(status) { throw BoundedFileError.notPlain(path, kind: kind) }
      guard status.st_size <= limit else { throw BoundedFileError.tooLarge(path, limit: limit) }
    } catch {
      close(descriptor)
      throw error
    }
    return (descriptor, Int(status.st_size))
  }

  /// Returns what a file is that is no plain one.
  private static func kind(_ status: stat) -> String? {
    switch status.st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    default: "no plain file"
    }
  }
}

/// Why a file from outside is not read.
package enum BoundedFileError: Error, Hashable, CustomStringConvertible {
  case missing(String)
  case unreadable(String, reason: String)
  case notPlain(String, kind: String)
  case tooLarge(String, limit: Int)

  init(_ number: CInt, _ path: String) {
    self =
      [ENOENT, ENOTDIR].contains(number)
      ? .missing(path) : .unreadable(path, reason: String(cString: strerror(number)))
  }

  package var description: String {
    switch self {
    case .missing(let path): "There is no \(path); check the path."
    case .unreadable(let path, let reason):
      "\(path) cannot be read (\(reason)); check its permissions and the disk."
    case .notPlain(let path, let kind):
      "\(path) is \(kind), and only plain files are read; give one of those."
    case .tooLarge(let path, let limit):
      "\(path) is larger than the \(limit) bytes that are read at most; make it smaller."
    }
  }
}
