import Artifacts
import Files
import Foundation

/// What a checkpoint was made from: code, configuration, seed and inputs, inside its own files.
struct CheckpointIdentity {
  private static let file = "identity.json"
  private let components: [String: String]

  /// Takes what decides the result of the stage that runs.
  init(_ components: [String: String]) {
    self.components = components
  }

  /// Puts the identity beside the stage's files.
  func write(to folder: URL) throws {
    try WholeFile.write(
      try StableJSON.data(components, pretty: true), to: folder.appending(path: Self.file))
  }

  /// Returns the checkpoint without the identity, which must be that of the stage that runs.
  func verified(_ checkpoint: StageCheckpoint, stage: String) throws -> StageCheckpoint {
    guard let file = try? checkpoint.folder.url(Self.file),
      let data = try? WholeFile.read(file),
      let found = try? StableJSON.value(
        [String: String].self, from: String(decoding: data, as: UTF8.self))
    else { throw PipelineError.foreignCheckpoint(stage: stage, component: Self.file) }
    let names = Set(found.keys).union(components.keys).sorted()
    if let other = names.first(where: { found[$0] != components[$0] }) {
      throw PipelineError.foreignCheckpoint(stage: stage, component: other)
    }
    return StageCheckpoint(
      place: checkpoint.place, folder: checkpoint.folder.without(Self.file))
  }
}
