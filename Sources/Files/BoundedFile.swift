package import Foundation
import Glibc

/// An untrusted file, opened only if it is a plain file of at most a given size.
///
/// Opening a named pipe would block, a device has no end, and a sparse file may be larger than any
/// disk: each is refused before a byte is read.
package struct BoundedFile: Sendable {
  private let file: PlainFile
  private let limit: Int

  /// The number of bytes it had when it was opened.
  package var size: Int { file.status.bytes }

  /// Opens a file for reading; links are followed.
  package init(_ url: URL, limit: Int) throws {
    let path = url.path(percentEncoded: false)
    do {
      file = try PlainFile(opening: path, followingLinks: true)
    } catch {
      // A socket cannot be opened at all.
      throw BoundedFileError(error, path, FileStatus(at: url))
    }
    self.limit = limit
    guard size <= limit else { throw BoundedFileError.tooLarge(path, limit: limit) }
  }

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

  /// Passes on all bytes in order; a file that grows beyond the limit meanwhile is an error.
  package func pieces(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var total = 0
    try file.read { piece in
      total += piece.count
      guard total <= limit else { throw BoundedFileError.tooLarge(file.path, limit: limit) }
      try body(piece)
    }
  }
}

/// Why a file from outside is not read.
package enum BoundedFileError: Error, Hashable, CustomStringConvertible {
  case missing(String)
  case unreadable(String, reason: String)
  case notPlain(String, kind: String)
  case tooLarge(String, limit: Int)

  fileprivate init(_ refusal: PlainFile.Refusal, _ path: String, _ found: FileStatus?) {
    switch refusal {
    case .foreign(let status): self = .notPlain(path, kind: status.words)
    case .system(let number):
      if let found, found.kind != .file {
        self = .notPlain(path, kind: found.words)
      } else if [ENOENT, ENOTDIR].contains(number) {
        self = .missing(path)
      } else {
        self = .unreadable(path, reason: String(cString: strerror(number)))
      }
    }
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
