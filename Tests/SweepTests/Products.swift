import Foundation
import Testing

@testable import Sweeps

/// The built products, and one rehearsal for all tests.
enum Products {
  /// Where the products lie: beside the test bundle.
  static let folder: URL? = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<4 {
      folder = folder.deletingLastPathComponent()
      let names = ["llamero", "libFaults.so"].map { folder.appending(path: $0).path }
      if names.allSatisfy(FileManager.default.fileExists) { return folder }
    }
    return nil
  }()

  static var areBuilt: Bool { folder != nil }

  /// The toy pipeline without faults; its scratch folder goes away with the process.
  static let rehearsal: Result<Rehearsal, any Error> = Result {
    let programs = try Programs(products: try #require(folder), scratch: Programs.scratchParent)
    atexit {
      guard let scratch = try? Products.rehearsal.get().programs.scratch else { return }
      try? FileManager.default.removeItem(at: scratch.deletingLastPathComponent())
    }
    return try Rehearsal(programs, stages: Set(ToyPipeline.stages))
  }

  /// A stage of the rehearsal.
  static func scene(_ stage: String) throws -> Scene {
    try #require(rehearsal.get().scenes.first { $0.stage == stage })
  }
}
