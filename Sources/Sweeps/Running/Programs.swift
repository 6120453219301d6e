import Foundation

/// The built products, and a folder of one's own to disturb them in.
final class Programs: Sendable {
  let llamero: URL
  let library: URL
  let pipeline: URL
  /// The same pipeline, with people to compare the pairs.
  let people: URL
  /// The folder for all that the sweep makes; it goes away with this value.
  let scratch: URL

  /// Finds the products in a folder and makes the scratch folder below another.
  init(products: URL, scratch parent: URL) throws {
    llamero = try Self.built("llamero", in: products)
    library = try Self.built("libFaults.so", in: products)
    scratch = parent.resolvingSymlinksInPath()
      .appending(path: "llamero-sweep-\(ProcessInfo.processInfo.processIdentifier)")
      .appending(path: UUID().uuidString)
    pipeline = scratch.appending(path: "toy.yaml")
    people = scratch.appending(path: "people.yaml")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try Data(ToyPipeline.text(annotator: "oracle").utf8).write(to: pipeline)
    try Data(ToyPipeline.text(annotator: "people").utf8).write(to: people)
  }

  deinit { try? FileManager.default.removeItem(at: scratch.deletingLastPathComponent()) }

  /// Where scratch folders go by default: into memory if the system has a place for that.
  static var scratchParent: URL {
    let memory = "/dev/shm"
    return FileManager.default.isWritableFile(atPath: memory)
      ? URL(filePath: memory) : FileManager.default.temporaryDirectory
  }

  private static func built(_ name: String, in folder: URL) throws -> URL {
    let file = folder.appending(path: name).resolvingSymlinksInPath()
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw SweepError.notBuilt(file.path)
    }
    return file
  }
}
