import Foundation

/// The folder of reference data that is not part of the project.
enum Reference {
  static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"]
    .map { URL(filePath: $0, directoryHint: .isDirectory) }

  static var isAvailable: Bool { folder != nil }
}
