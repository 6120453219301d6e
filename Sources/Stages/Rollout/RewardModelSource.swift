package import Artifacts
import Autograd
package import Layers
import Objectives
package import Tensors
import Training

/// A single frozen reward model as a reward source.
package struct RewardModelSource: RewardSource {
  private let name: String
  private let model: ScalarModel
  private let microBatchTokens: Int

  /// Creates the source from a model in memory; its score bears the given name.
  package init(_ name: String, _ model: ScalarModel, microBatchTokens: Int = 2048) {
    self.name = name
    self.model = model
    self.microBatchTokens = microBatchTokens
  }

  /// Reads a model, which must share the policy's tokenizer.
  package init(
    _ name: String, _ folder: ArtifactFolder, policy: TokenizerBundle, backend: any Backend,
    microBatchTokens: Int = 2048
  ) throws {
    guard try TokenizerBundle(files: folder.files).sharesTokens(with: policy) else {
      throw StagesError.otherTokenizer("\(name) reward model")
    }
    self.init(
      name, try ModelCatalog.scalarModel(folder.files, backend), microBatchTokens: microBatchTokens)
  }

  package func rewards(of answers: [AnswerToReward]) throws -> [AnswerReward] {
    try scores(of: answers.map(\.tokens)).map { AnswerReward(name, $0) }
  }

  /// Returns the scores of whole sequences, prompt and answer, in order.
  func scores(of sequences: [[Int32]]) throws -> [Float] {
    let scores = model.allScores(of: sequences, microBatchTokens: microBatchTokens)
    guard scores.allSatisfy(\.isFinite) else {
      throw StagesError.scoresNotFinite("\(name) reward model")
    }
    return scores
  }
}

extension ScalarModel {
  /// Returns the scores of any number of sequences, one micro-batch at a time.
  func allScores(of sequences: [[Int32]], microBatchTokens: Int) -> [Float] {
    TokenBudget(tokens: microBatchTokens).pieces(sequences.map(\.count)).flatMap {
      scores(of: Array(sequences[$0])).value.scalars()
    }
  }
}
