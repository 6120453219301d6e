package import Artifacts
import Files
package import Foundation

/// What a rehearsed stage left behind: a folder for each checkpoint, its metrics beside it.
package struct RehearsalFolder: Sendable {
  private let url: URL
  private var checkpoints: URL { url.appending(path: "checkpoints") }
  /// Where the outputs go if the stage finishes.
  var outputs: URL { url.appending(path: "outputs") }

  /// Names a folder, which is made when it is needed.
  package init(_ url: URL) {
    self.url = url
  }

  /// Returns the first thing in which two rehearsals differ, or nil.
  package func difference(from other: RehearsalFolder) throws -> RehearsalDifference? {
    let (places, others) = (try places(), try other.places())
    for place in Set(places).union(others).sorted() {
      guard places.contains(place), others.contains(place) else {
        return .missing(place, isInFirst: places.contains(place))
      }
      let pair = (folder(place), other.folder(place))
      if let file = try Self.differing(pair.0, pair.1) {
        return .file(place, file, pair.0.appending(path: file), pair.1.appending(path: file))
      }
    }
    guard let file = try Self.differing(outputs, other.outputs) else { return nil }
    return .output(file, outputs.appending(path: file), other.outputs.appending(path: file))
  }

  /// Returns the places of the whole checkpoints, in order.
  package func places() throws -> [CheckpointPlace] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: checkpoints.path)) ?? []
    return names.compactMap { name in
      let numbers = name.split(separator: ".").compactMap { Int($0) }
      return numbers.count == 2 ? CheckpointPlace(step: numbers[0], part: numbers[1]) : nil
    }.sorted()
  }

  /// Reads a checkpoint.
  func checkpoint(at place: CheckpointPlace) throws -> StageCheckpoint {
    let files = folder(place).appending(path: "files")
    let names = try FileManager.default.contentsOfDirectory(atPath: files.path)
    let places = try names.reduce(into: [RelativePath: URL]()) { places, name in
      let file = files.appending(path: name)
      guard let path = RelativePath(name) else { throw StoreError.unusableName(path: file.path) }
      places[path] = file
    }
    return StageCheckpoint(
      place: place,
      folder: ArtifactFolder(
        digest: ArtifactDigest(hashing: files.path), kind: "checkpoint", places: places))
  }

  /// Keeps a checkpoint whole or not at all; `inside` is called when half of it is written.
  func save(
    _ files: URL, at place: CheckpointPlace, metrics: [MetricPoint], inside: () -> Void
  ) throws {
    let partial = checkpoints.appending(path: "partial")
    try? FileManager.default.removeItem(at: partial)
    try FileManager.default.createDirectory(at: partial, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: files, to: partial.appending(path: "files"))
    inside()
    try WholeFile.write(
      try StableJSON.data(metrics, pretty: true), to: partial.appending(path: "metrics.json"))
    try FileManager.default.moveItem(at: partial, to: folder(place))
  }

  private func folder(_ place: CheckpointPlace) -> URL {
    checkpoints.appending(path: "\(place.step).\(place.part)")
  }

  /// Returns the first file, by name, that two folders do not share.
  private static func differing(_ first: URL, _ second: URL) throws -> String? {
    let names = try Set(files(first)).union(files(second)).sorted()
    return names.first { name in
      !FileManager.default.contentsEqual(
        atPath: first.appending(path: name).path, andPath: second.appending(path: name).path)
    }
  }

  private static func files(_ folder: URL) throws -> [String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
      var isFolder: ObjCBool = false
      let path = folder.appending(path: path).path
      return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        && !isFolder.boolValue
    }
  }
}

/// The first difference between an interrupted stage and an uninterrupted one.
package enum RehearsalDifference: Sendable {
  /// Only one of them has a checkpoint at the place.
  case missing(CheckpointPlace, isInFirst: Bool)
  /// A file of the checkpoint at the place differs, or only one has it.
  case file(CheckpointPlace, String, URL, URL)
  /// A file of the outputs differs, or only one has it.
  case output(String, URL, URL)
}
