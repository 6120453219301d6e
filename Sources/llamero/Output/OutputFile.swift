import Artifacts
import Files
import Foundation

/// A file that a person asked for.
enum OutputFile {
  /// Writes the bytes whole or not at all, making folders as needed.
  ///
  /// The umask decides who may read them, unless they are for the owner alone.
  static func write(_ data: Data, to url: URL, isPrivate: Bool = false) throws {
    do {
      let folder = try Folder.madeDurably(
        url.deletingLastPathComponent(), mode: isPrivate ? 0o700 : nil)
      try folder.write(url.lastPathComponent, mode: isPrivate ? 0o600 : nil) { try $0.append(data) }
    } catch {
      throw StoreError.explaining(error, at: url.path)
    }
  }
}
