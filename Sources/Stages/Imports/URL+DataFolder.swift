package import Foundation

extension URL {
  /// Creates the place of a path from a configuration: absolute, or below the data folder.
  package init(dataPath path: String, below folder: URL) {
    self = path.hasPrefix("/") ? URL(filePath: path) : folder.appending(path: path)
  }
}
