package import Foundation

extension URL {
  /// Resolves a path from a configuration: absolute, or relative to the data folder.
  package init(dataPath path: String, below folder: URL) {
    self = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
  }
}
