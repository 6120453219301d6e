import Artifacts
import Foundation
import Safetensors

/// What a person writes for a folder or an artifact.
struct ArtifactReference {
  private let text: String

  /// Takes the text as it was typed.
  init(_ text: String) {
    self.text = text
  }

  /// Returns the files of the folder or artifact by name; an existing folder comes first.
  func files(in options: StoreOptions) throws -> [String: URL] {
    let place = URL(filePath: text)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) {
      if isFolder.boolValue { return try FolderListing.files(in: place) }
      guard isDigest else { throw ModelFileError.notAFolder(place, ForeignFile(contentsOf: place)) }
    }
    return try artifact(in: options).files
  }

  /// Returns the artifact in the store.
  func artifact(in options: StoreOptions) throws -> ArtifactFolder {
    let isPlace = isDigest || StoredPlace(text) != nil
    guard isPlace else { throw unknown }
    let store = try options.open()
    return try store.artifact(try digest(in: store))
  }

  /// Returns the digest of the artifact, whether or not its bytes are present.
  func digest(in store: ArtifactStore) throws -> ArtifactDigest {
    if isDigest { return try store.digest(text.lowercased()) }
    guard let place = StoredPlace(text) else { throw unknown }
    return try place.digest(in: store)
  }

  private var unknown: CommandFailure {
    let isPath = FileManager.default.fileExists(atPath: text)
    return .noArtifact(text, nearest: isPath ? nil : NearestFile.of(text))
  }

  private var isDigest: Bool {
    (4...64).contains(text.count) && text.allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}

/// An output of a stage of a run, written RUN/stage.output.
struct StoredPlace {
  private let run: String
  private let stage: String
  private let output: String

  /// Reads the text, if it has that form and RUN can be the name of a run.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let names = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isRun = parts[0] == "last" || parts[0].allSatisfy { $0.isASCII && $0.isHexDigit }
    guard names.count == 2, isRun, !parts[0].isEmpty, names.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    (run, stage, output) = (String(parts[0]), String(names[0]), String(names[1]))
  }

  /// Returns the artifact that the stage made.
  func digest(in store: ArtifactStore) throws -> ArtifactDigest {
    let record = try store.run(run)
    let stages = try store.stages(of: record.id)
    guard let found = stages.first(where: { $0.name == stage }) else {
      throw CommandFailure.unknownStage(
        stage, run: record.id.text, nearest: NearestName.of(stage, among: stages.map(\.name)))
    }
    guard !found.outputs.isEmpty else {
      throw CommandFailure.unfinishedStage(stage, run: record.id.text)
    }
    guard let digest = found.outputs[output] else {
      let names = found.outputs.keys.sorted()
      throw CommandFailure.unknownOutput(
        output, stage: stage, has: names, nearest: NearestName.of(output, among: names))
    }
    return digest
  }
}
