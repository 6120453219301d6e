import Foundation
import Testing

/// The folder of public models that some tests need.
enum Reference {
  private static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"]

  static var isAvailable: Bool { folder != nil }

  /// Returns the folder of a model.
  static func model(_ name: String) throws -> URL {
    URL(filePath: try #require(folder)).appending(path: "models/\(name)")
  }
}
