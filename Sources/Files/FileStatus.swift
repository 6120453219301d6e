package import Foundation
import Glibc

/// What lies behind a name in a folder, seen without following a link.
package struct FileStatus: Hashable, Sendable {
  /// What a name can stand for.
  package enum Kind: Hashable, Sendable {
    case file, folder, link, other
  }

  /// What it is.
  package let kind: Kind
  /// The size in bytes.
  package let bytes: Int
  /// The permissions.
  package let mode: UInt32
  /// When it last changed, in seconds since 1970.
  package let changed: Int
  /// What it is in words, such as "a named pipe".
  package let words: String

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: (kind, words) = (.file, "a plain file")
    case S_IFDIR: (kind, words) = (.folder, "a folder")
    case S_IFLNK: (kind, words) = (.link, "a link")
    case S_IFIFO: (kind, words) = (.other, "a named pipe")
    case S_IFSOCK: (kind, words) = (.other, "a socket")
    default: (kind, words) = (.other, "a device")
    }
    bytes = Int(status.st_size)
    mode = status.st_mode & 0o7777
    changed = status.st_mtim.tv_sec
  }
}

extension FileStatus {
  /// Looks at what a path leads to, through links; nil if there is nothing.
  package init?(at url: URL) {
    var found = stat()
    guard stat(url.path(percentEncoded: false), &found) == 0 else { return nil }
    self.init(found)
  }
}
