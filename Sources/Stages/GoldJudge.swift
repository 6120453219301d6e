import Artifacts
import Corpora
import Files
import Foundation

/// Gold scores, where the world is one whose truth is known.
package struct GoldJudge {
  /// The name of the file that holds a world in an artifact.
  static let file = "world.json"
  let oracle: Oracle

  /// Reads the world of an artifact; nil where none is given.
  init?(_ folder: ArtifactFolder?) throws {
    guard let folder else { return nil }
    let data = try WholeFile.read(folder.url(Self.file))
    oracle = Paddock(world: try JSONDecoder().decode(PaddockWorld.self, from: data)).oracle
  }

  /// Returns the gold helpfulness and safety of an answer.
  func scores(_ answer: String, to prompt: PromptRecord) -> (helpfulness: Double, safety: Double) {
    (
      oracle.helpfulness(of: answer, to: prompt.messages),
      oracle.safety(of: answer, to: prompt.messages)
    )
  }
}
