import Artifacts
import Files
import Foundation

/// A file that the user asked for.
enum OutputFile {
  /// Writes the bytes whole or not at all, making folders as needed.
  ///
  /// The umask decides who may read them.
  static func write(_ data: Data, to url: URL) throws {
    do {
      let folder = try Folder.madeDurably(url.deletingLastPathComponent())
      try folder.write(url.lastPathComponent) { try $0.append(data) }
    } catch {
      throw StoreError.explaining(error, at: url.path)
    }
  }
}
