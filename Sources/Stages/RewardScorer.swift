package import Artifacts
import Autograd
import Foundation
package import Layers
package import Tensors
import Training

/// The scores of one answer by both reward models, before any sigmoid.
package struct RewardScores: Codable, Sendable, Hashable {
  /// The score of the helpfulness model.
  package var helpfulness: Float
  /// The score of the safety model.
  package var safety: Float
}

/// The helpfulness and the safety reward model, frozen.
package struct RewardScorer {
  private let helpfulness: ScalarModel
  private let safety: ScalarModel
  private let tokensInMemory: Int

  /// Reads both from the slots `helpfulness` and `safety`; they must speak the policy's tokens.
  package init(
    _ helpfulness: ArtifactFolder, _ safety: ArtifactFolder, policy: TokenizerBundle,
    backend: any Backend, tokensInMemory: Int = 2048
  ) throws {
    for (name, folder) in [
      ("helpfulness reward model", helpfulness), ("safety reward model", safety),
    ] {
      guard try TokenizerBundle(files: folder.files).sharesTokens(with: policy) else {
        throw StagesError.otherTokenizer(name)
      }
    }
    self.helpfulness = try ModelCatalog.scalarModel(helpfulness.files, backend)
    self.safety = try ModelCatalog.scalarModel(safety.files, backend)
    self.tokensInMemory = tokensInMemory
  }

  /// Creates a scorer of models in memory.
  package init(helpfulness: ScalarModel, safety: ScalarModel, tokensInMemory: Int = 2048) {
    self.helpfulness = helpfulness
    self.safety = safety
    self.tokensInMemory = tokensInMemory
  }

  /// Returns the scores of whole sequences, prompt and answer, in order; all of them are finite.
  package func scores(of sequences: [[Int32]]) throws -> [RewardScores] {
    zip(
      try finite(helpfulness, "helpfulness reward model", sequences),
      try finite(safety, "safety reward model", sequences)
    ).map { RewardScores(helpfulness: $0, safety: $1) }
  }

  private func finite(
    _ model: ScalarModel, _ name: String, _ sequences: [[Int32]]
  ) throws -> [Float] {
    let scores = model.allScores(of: sequences, tokensInMemory: tokensInMemory)
    guard scores.allSatisfy(\.isFinite) else { throw StagesError.scoresNotFinite(name) }
    return scores
  }
}

extension ScalarModel {
  /// Returns the scores of any number of sequences, a budget of tokens at a time.
  func allScores(of sequences: [[Int32]], tokensInMemory: Int) -> [Float] {
    TokenBudget(tokens: tokensInMemory).pieces(sequences.map(\.count)).flatMap {
      scores(of: Array(sequences[$0])).value.scalars()
    }
  }
}
