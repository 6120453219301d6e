import Foundation

/// The folder of reference data, where the environment names one.
enum Reference {
  static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"].map {
    URL(filePath: $0)
  }
  static var isAvailable: Bool { folder != nil }

  static func url(_ path: String) throws -> URL {
    guard let folder else { throw CocoaError(.fileNoSuchFile) }
    return folder.appending(path: path)
  }
}
