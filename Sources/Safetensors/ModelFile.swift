import Files
package import Foundation

/// Says whether a path leads to a file that can be read to its end.
///
/// Reading a pipe waits for its writer, and a device such as `/dev/zero` has no end.
package enum ModelFile {
  /// Throws if there is something else than a plain file, or one of more bytes than allowed.
  ///
  /// Links are followed, and of nothing nothing is said: whoever reads then knows best.
  package static func require(_ url: URL, atMost limit: Int = .max) throws {
    guard let status = FileStatus(at: url) else { return }
    guard status.kind == .file else { throw ModelFileError.notAFile(url, status.words) }
    guard status.bytes <= limit else {
      throw ModelFileError.tooLarge(url, bytes: status.bytes, limit: limit)
    }
  }
}
