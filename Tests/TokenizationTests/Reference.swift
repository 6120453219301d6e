import Foundation

/// The folder of reference data, which is no part of the project.
enum Reference {
  static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"].map {
    URL(filePath: $0, directoryHint: .isDirectory)
  }

  static var isAvailable: Bool { folder != nil }

  /// Returns the place of a file in the folder.
  static func url(_ path: String) throws -> URL {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return folder.appending(path: path)
  }
}
