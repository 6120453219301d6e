import Artifacts
import Files
import Foundation

/// What a checkpoint was made from and by: code, options, seed, inputs and the machine's
/// arithmetic.
struct CheckpointIdentity {
  private static let file = "identity.json"
  private static let arithmetic = "numericIdentity"
  private let components: [String: String]

  /// Takes everything that decides the result of the running stage.
  init(_ components: [String: String]) {
    self.components = components
  }

  /// Writes the identity beside the stage's files.
  func write(to folder: URL, madeBy provenance: NumericProvenance) throws {
    var contents = components
    contents[Self.arithmetic] = provenance.text
    try WholeFile.write(
      try StableJSON.data(contents, pretty: true), to: folder.appending(path: Self.file))
  }

  /// Returns the checkpoint without the identity, and the arithmetic that made it.
  ///
  /// - Throws: `PipelineError.foreignCheckpoint` unless it belongs to the running stage.
  func verified(
    _ checkpoint: StageCheckpoint, stage: String
  ) throws -> (checkpoint: StageCheckpoint, madeBy: NumericProvenance) {
    guard let file = try? checkpoint.folder.url(Self.file),
      let data = try? WholeFile.read(file),
      var found = try? StableJSON.value(
        [String: String].self, from: String(decoding: data, as: UTF8.self)),
      let arithmetic = found.removeValue(forKey: Self.arithmetic)
    else { throw PipelineError.foreignCheckpoint(stage: stage, component: Self.file) }
    let names = Set(found.keys).union(components.keys).sorted()
    if let other = names.first(where: { found[$0] != components[$0] }) {
      throw PipelineError.foreignCheckpoint(stage: stage, component: other)
    }
    let folder = checkpoint.folder.without(Self.file)
    return (
      StageCheckpoint(place: checkpoint.place, folder: folder), NumericProvenance(text: arithmetic)
    )
  }
}
