import Foundation

/// The folder of public reference data, where the environment names one.
enum ImportsReference {
  static let folder = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"].map {
    URL(filePath: $0)
  }
  static var isAvailable: Bool { folder != nil }

  /// Creates a bench whose data folder is the reference data.
  static func bench() throws -> ImportsBench { try ImportsBench(data: folder) }
}
