import Artifacts
import Files
import Foundation

/// A file that a person asked for.
enum OutputFile {
  /// Writes the bytes whole or not at all, making folders as needed.
  static func write(_ data: Data, to url: URL) throws {
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try WholeFile.write(data, to: url)
    } catch {
      let explained = StoreError.explaining(error, at: url.path)
      if explained is StoreError { throw explained }
      throw CommandFailure.unwritable(url.path, reason: error.localizedDescription)
    }
  }
}
