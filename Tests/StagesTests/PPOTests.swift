import Artifacts
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Pipelines
import Stages
import Testing
import Tokenization

struct PPOTests {
  private let toy: ToyPPO

  init() throws { toy = try ToyPPO() }

  @Test(arguments: [1, 60, 8192])
  func firstMinibatchHasRatioOneAndNoDivergence(microBatchTokens: Int) throws {
    let result = try toy.run { $0.microBatchTokens = microBatchTokens }
    #expect(result.values("policy/firstRatioError").first == 0)
    #expect(result.values("kl/k1").first == 0)
    #expect(result.values("kl/k3").first == 0)
    #expect(result.values("kl/perToken").first == 0)
    #expect(try #require(result.values("kl/k3").last) > 0)
    #expect(try #require(result.values("policy/samplerGap").first) < 1e-4)
  }

  @Test func firstRatioIsOneInEveryIteration() throws {
    let result = try toy.run { $0.iterations = 4 }
    #expect(result.values("policy/firstRatioError") == [0, 0, 0, 0])
  }

  @Test func rewardSitsOnTheLastTokenAlone() throws {
    var configuration = ToyPPO.configuration
    configuration.lambda = 0
    configuration.discount = 1
    let episodes = try toy.rollout(configuration)
    try #require(episodes.contains { $0.policy.count > 2 })
    for episode in episodes {
      #expect(episode.policy == episode.reference)
      // With λ = 0 a return is the token's own reward plus the next value.
      for (place, value) in episode.returns.dropLast().enumerated() {
        #expect(abs(value - episode.values[place + 1]) < 1e-5)
      }
      #expect(abs(try #require(episode.returns.last) - episode.reward) < 1e-5)
    }
  }

  @Test func answerWithoutAnEndLosesThePenaltyAndNothingElse() throws {
    var configuration = ToyPPO.configuration
    configuration.maximumNewTokens = 2
    configuration.missingEOSPenalty = 0
    let free = try toy.rollout(configuration)
    configuration.missingEOSPenalty = 1.5
    let charged = try toy.rollout(configuration)
    #expect(free.contains(where: \.isFinished) && !free.allSatisfy(\.isFinished))
    for (one, other) in zip(free, charged) {
      #expect(abs(one.reward - other.reward - (one.isFinished ? 0 : 1.5)) < 1e-6)
    }
    #expect(abs(Moments(of: free.map(\.reward)).mean) < 1e-6)
  }

  @Test func criticsLossMovesNoWeightOfThePolicy() throws {
    let warm = try toy.run { $0.criticWarmup = 2 }
    #expect(
      try warm.weights() == Data(contentsOf: #require(try toy.files("model")["model.safetensors"])))
    #expect(warm.values("policy/loss").isEmpty)
    let light = try toy.run { $0.iterations = 1 }
    let heavy = try toy.run {
      $0.iterations = 1
      $0.valueCoefficient = 10
      $0.criticOptimizer.learningRate = 0.1
    }
    #expect(try light.weights() == heavy.weights())
  }

  @Test func criticLearnsWhatAnswersAreWorth() throws {
    var toy = toy
    let same = Dictionary((0..<Int32(320)).map { ($0, Float(3)) }, uniquingKeysWith: { $1 })
    toy.inputs["helpfulness"] = [
      try toy.bench.artifact { try ToyFiles.writeReward(to: $0, seed: 4, values: same) }
    ]
    toy.inputs["safety"] = toy.inputs["helpfulness"]
    let losses = try toy.run {
      $0.criticWarmup = 30
      $0.iterations = 30
      $0.valueClipRange = 10
      $0.missingEOSPenalty = 0
      $0.criticOptimizer.learningRate = 1e-2
    }.values("critic/valueLoss")
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    #expect(last < 0.5 * first, "\(losses)")
  }

  @Test func piecesInMemoryDoNotChangeTheResult() throws {
    let whole = try toy.run()
    let cut = try toy.run { $0.microBatchTokens = 1 }
    #expect(try weightDistance(whole.output("model"), cut.output("model")) < 1e-3)
  }

  @Test func promptsThatLeaveNoRoomAreCountedOrRefused() throws {
    #expect(throws: StagesError.self) { try toy.run { $0.maximumNewTokens = 1000 } }
    let rows = try toy.run().table("Rows")
    #expect(rows.contains([.text("prompts"), .text("used"), .number(10, digits: 0)]))
  }

  @Test func rewardModelOfAnotherTokenizerIsRefused() throws {
    var toy = toy
    toy.inputs["safety"] = [
      try toy.bench.artifact {
        try ToyFiles.writeReward(to: $0, seed: 3)
        try BytePairTrainer(vocabularySize: 320).train(on: ToyFiles.paddock.corpus(30))
          .serialized().write(to: $0.appending(path: "tokenizer.model"))
      }
    ]
    #expect(throws: StagesError.otherTokenizer("safety reward model")) { try toy.run() }
  }

  @Test func everyMetricThatIsRecordedIsDescribed() throws {
    let result = try toy.run()
    let described = Set(PPO(backend: ToyFiles.backend).description.metrics.map(\.name))
    #expect(Set(result.context.metrics.map(\.name)).isSubset(of: described))
  }
}
