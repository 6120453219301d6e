import Artifacts
package import Corpora
import Files
import Foundation
import Objectives

/// The source of gold scores, for worlds with a known ground truth.
package struct GoldJudge {
  /// The name of the world's file in an artifact.
  static let file = "world.json"
  let oracle: Oracle

  /// Creates the judge of a world in memory.
  package init(_ world: Paddock) { oracle = world.oracle }

  /// Reads the world of an artifact; nil if none is given.
  init?(_ folder: ArtifactFolder?) throws {
    guard let folder else { return nil }
    let data = try WholeFile.read(folder.url(Self.file))
    self.init(Paddock(world: try JSONDecoder().decode(PaddockWorld.self, from: data)))
  }

  /// Returns the gold scores of an answer.
  func scores(_ answer: String, to prompt: PromptRecord) -> GoldScores {
    GoldScores(
      helpfulness: oracle.helpfulness(of: answer, to: prompt.messages),
      safety: oracle.safety(of: answer, to: prompt.messages))
  }
}

/// Gold scores of an answer, from 0 to 1.
struct GoldScores: Sendable, Hashable {
  let helpfulness: Double
  let safety: Double
}

/// The ground truth as a reward source: gold safety on tagged prompts, else gold helpfulness.
extension GoldJudge: RewardSource {
  package func rewards(of answers: [AnswerToReward]) -> [AnswerReward] {
    answers.map { answer in
      let gold = scores(answer.text, to: answer.prompt)
      let (helpfulness, safety) = (Float(gold.helpfulness), Float(gold.safety))
      let selected =
        answer.prompt.safety
        ? SelectedReward(score: safety, cause: .safetyTag)
        : SelectedReward(score: helpfulness, cause: .helpfulness)
      return AnswerReward(
        scores: [RewardScores.helpfulness: helpfulness, RewardScores.safety: safety],
        selected: selected)
    }
  }
}
