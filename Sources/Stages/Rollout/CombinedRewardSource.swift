package import Artifacts
import Corpora
package import Layers
package import Objectives
package import Tensors

/// A helpfulness and a safety reward model, combined by the paper's piecewise rule (§3.2.3).
package struct CombinedRewardSource: RewardSource {
  private let helpfulness: RewardModelSource
  private let safety: RewardModelSource
  private let selection: RewardSelection

  /// Combines two models in memory.
  package init(
    helpfulness: ScalarModel, safety: ScalarModel, selection: RewardSelection,
    microBatchTokens: Int = 2048
  ) {
    self.helpfulness = RewardModelSource(
      RewardScores.helpfulness, helpfulness, microBatchTokens: microBatchTokens)
    self.safety = RewardModelSource(RewardScores.safety, safety, microBatchTokens: microBatchTokens)
    self.selection = selection
  }

  /// Reads both models, which must share the policy's tokenizer.
  package init(
    _ folders: RewardModelFolders, policy: TokenizerBundle, selection: RewardSelection,
    backend: any Backend, microBatchTokens: Int = 2048
  ) throws {
    helpfulness = try RewardModelSource(
      RewardScores.helpfulness, folders.helpfulness, policy: policy, backend: backend,
      microBatchTokens: microBatchTokens)
    safety = try RewardModelSource(
      RewardScores.safety, folders.safety, policy: policy, backend: backend,
      microBatchTokens: microBatchTokens)
    self.selection = selection
  }

  package func rewards(of answers: [AnswerToReward]) throws -> [AnswerReward] {
    let sequences = answers.map(\.tokens)
    let scores = zip(
      try helpfulness.scores(of: sequences), try safety.scores(of: sequences))
    return zip(answers, scores).map { answer, scores in
      AnswerReward(
        scores: [RewardScores.helpfulness: scores.0, RewardScores.safety: scores.1],
        selected: selection.select(
          helpfulness: scores.0, safety: scores.1, isTagged: answer.prompt.safety))
    }
  }
}

/// The folders of a helpfulness and a safety reward model.
package struct RewardModelFolders {
  let helpfulness: ArtifactFolder
  let safety: ArtifactFolder

  /// Names the folders.
  package init(helpfulness: ArtifactFolder, safety: ArtifactFolder) {
    self.helpfulness = helpfulness
    self.safety = safety
  }
}
