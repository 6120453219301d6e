import Corpora
import Foundation
import Pipelines
import Stages
import Testing

/// How prompts come together in iterations and minibatches.
struct PPOBatchTests {
  @Test func anIterationAtTheEndOfAnEpochIsLikeAnyOther() throws {
    let toy = try ToyPPO(prompts: ToyRows.prompts(9, safety: { _ in false }))
    let result = try toy.run {
      $0.iterations = 6
      $0.batchSize = 8
      $0.minibatchSize = 4
      $0.optimizer.learningRate = 1e-6
    }
    // One answer alone would be whitened to 0.
    #expect(result.values("reward/whitenedDeviation").allSatisfy { $0 > 0.5 })
    let norms = result.values("policy/gradientNorm")
    #expect(norms.count == 6)
    #expect(try #require(norms.max()) < 3 * #require(norms.min()), "\(norms)")
  }

  @Test func minibatchesAreEquallyLarge() throws {
    let toy = try ToyPPO(prompts: ToyRows.prompts(9, safety: { _ in false }))
    // Three answers and two, not four and one.
    let result = try toy.run {
      $0.iterations = 4
      $0.batchSize = 5
      $0.minibatchSize = 4
      $0.optimizer.learningRate = 1e-6
    }
    let norms = result.values("policy/gradientNorm")
    #expect(norms.allSatisfy { $0 > 0 })
    #expect(result.values("policy/firstRatioError").first == 0)
  }

  @Test func moreAnswersThanPromptsAreRefused() throws {
    let toy = try ToyPPO()
    #expect {
      _ = try toy.run { $0.batchSize = 11 }
    } throws: {
      "\($0)"
        == "batchSize is 11, but there are 10 prompts to train on beside 0 held out; lower "
        + "batchSize or give more prompts"
    }
  }
}
