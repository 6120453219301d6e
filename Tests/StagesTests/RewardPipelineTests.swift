import Artifacts
import Corpora
import Foundation
import Pipelines
import Stages
import Testing

struct RewardPipelineTests {
  private let yaml = """
    stages:
      toy: {kind: toy}
      helpful:
        {kind: reward-model, model: toy.model, comparisons: toy.comparisons, role: helpfulness,
         batch: {size: 4, epochs: 1}, optimizer: {learningRate: 0.01}}
      safe:
        {kind: reward-model, model: toy.model, comparisons: toy.comparisons, role: safety,
         batch: {size: 4, epochs: 1}, optimizer: {learningRate: 0.01}}
      best:
        {kind: rejection-sampling, model: toy.model, prompts: toy.prompts, samples: 8,
         maximumNewTokens: 5, helpfulness: helpful.model, safety: safe.model}
      again:
        {kind: rejection-sampling, model: toy.model, prompts: toy.prompts, samples: 8,
         maximumNewTokens: 5, helpfulness: helpful.model, safety: safe.model,
         pool: [best.candidates]}
      tuned:
        {kind: sft, model: toy.model, demonstrations: [again.demonstrations], heldOut: 0,
         batch: {size: 4, epochs: 1}}
      better:
        {kind: ppo, model: tuned.model, prompts: toy.prompts, helpfulness: helpful.model,
         safety: safe.model, iterations: 2, batchSize: 4, minibatchSize: 2, maximumNewTokens: 4,
         missingEOSBound: 1}
    """

  @Test func twoRewardModelsGoThroughAPipelineAsTwo() throws {
    let bench = try ToyPipeline()
    guard case .finished = try bench.run(yaml) else {
      Issue.record("the run did not finish")
      return
    }
    let models = (
      try #require(try bench.stage("helpful")?.outputs["model"]),
      try #require(try bench.stage("safe")?.outputs["model"])
    )
    #expect(models.0 != models.1)
    let candidates = try bench.rows("best", "candidates", of: CandidateRow.self)
    #expect(candidates.contains { $0.scores.helpfulness != $0.scores.safety })
    let swapped = yaml.replacing(
      "helpfulness: helpful.model, safety: safe.model",
      with: "helpfulness: safe.model, safety: helpful.model")
    #expect(swapped != yaml)
    try bench.run(swapped)
    let other = try bench.rows("best", "candidates", of: CandidateRow.self)
    #expect(other.map(\.scores.safety) == candidates.map(\.scores.helpfulness))
    #expect(other.map(\.scores.helpfulness) == candidates.map(\.scores.safety))
  }
}
