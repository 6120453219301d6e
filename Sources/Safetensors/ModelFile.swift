package import Foundation
import Glibc

/// Says whether a path leads to a file that can be read to its end.
///
/// Reading a pipe waits for its writer, and a device such as `/dev/zero` has no end.
package enum ModelFile {
  /// Throws if there is something else than a plain file, or one of more bytes than allowed.
  ///
  /// Links are followed, and of nothing nothing is said: whoever reads then knows best.
  package static func require(_ url: URL, atMost limit: Int = .max) throws {
    var status = stat()
    guard stat(url.path(percentEncoded: false), &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModelFileError.notAFile(url, kind(status.st_mode))
    }
    guard status.st_size <= limit else {
      throw ModelFileError.tooLarge(url, bytes: Int(status.st_size), limit: limit)
    }
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a named pipe"
    case S_IFSOCK: "a socket"
    default: "a device"
    }
  }
}
