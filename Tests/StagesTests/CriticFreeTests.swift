import Autograd
import Corpora
import Foundation
import Layers
import Objectives
import Stages
import Tensors
import Testing
import Tokenization
import Training

/// Policy optimisation by other answers to the same prompt and a rule, with no critic or reward
/// model.
struct CriticFreeTests {
  private let arms: [Int32]
  private let toy: ToyPPO
  private let records = ToyRows.prompts(12, safety: { _ in false })

  init() throws {
    let tokenizer = try ToyFiles.tokenizer()
    let arms = ["e", "a", "o"].compactMap { tokenizer.encode($0).last }
    var toy = try ToyPPO(prompts: records)
    toy.inputs["model"] = [
      try toy.bench.artifact("model") {
        let liking = Dictionary(arms.map { ($0, Float(12)) }, uniquingKeysWith: { $1 })
        try ToyFiles.writePolicy(to: $0, liking: liking)
      }
    ]
    (self.arms, self.toy) = (arms, toy)
  }

  private var configuration: PPOConfiguration {
    ToyPPO.bandit {
      $0.batchSize = 8
      $0.minibatchSize = 8
      $0.whitening = .none
      $0.klCoefficient = 0
      // There is no critic to warm up: the policy moves from the first iteration.
      $0.criticWarmup = 5
      $0.iterations = 40
    }
  }

  /// The engine of a rule that likes the second arm.
  private func engine(_ estimator: GroupAdvantage, samples: Int = 4) throws -> RolloutEngine {
    let (policy, reference) = try toy.policies()
    var settings = configuration.rollout
    settings.samples = samples
    settings.minibatches = 2
    let liked = arms[1]
    return RolloutEngine(
      RolloutModels(policy: policy, reference: reference, critic: nil),
      rewards: RuleRewardSource("liked") { $0.tokens.last == liked ? 2 : -2 },
      advantages: estimator, settings: settings, seed: 7)
  }

  private func prompts(_ engine: RolloutEngine) throws -> [EncodedPrompt] {
    var counts = RowCounts()
    let policy = try toy.policies().policy
    return policy.bundle.prompts(
      records, contextLength: policy.model.contextLength, room: 1, &counts)
  }

  private func task(_ engine: RolloutEngine) throws -> PPOTask {
    PPOTask(
      engine, configuration, prompts: TrainingSets(training: try prompts(engine)), gold: nil,
      keepingIn: toy.bench.home)
  }

  /// Runs whole iterations and returns what was measured.
  private func run(_ task: PPOTask, iterations: Range<Int>) throws -> [[Metric]] {
    try iterations.map { index in
      try (0..<task.partsOfStep).map { try task.run(part: $0, ofStep: index) }.last ?? []
    }
  }

  private func weights(_ task: PPOTask) throws -> [[Float]] {
    try #require(task.optimizers["policy"]).parameters.map { $0.value.scalars() }
  }

  @Test(arguments: [GroupAdvantage.leaveOneOut, .standardized])
  func rewardedAnswerBecomesLikely(estimator: GroupAdvantage) throws {
    let measured = try run(task(engine(estimator)), iterations: 0..<configuration.iterations)
    let shares = measured.map { metrics in
      // Answers are worth 2 or −2, so the mean score says how many were the liked one.
      (metrics.first { $0.name == "reward/rawLiked" }.map(\.value) ?? .nan) / 4 + 0.5
    }
    #expect((0.1...0.6).contains(shares[0]))
    #expect(try #require(shares.last) > 0.9, "\(shares)")
  }

  @Test func thereIsNoCriticAndNothingOfOne() throws {
    let task = try task(engine(.leaveOneOut))
    #expect(Array(task.optimizers.keys) == ["policy"])
    let names = Set(try run(task, iterations: 0..<2).joined().map(\.name))
    #expect(!names.contains { $0.hasPrefix("critic/") })
    #expect(names.isSuperset(of: ["reward/selected", "reward/liked", "policy/loss", "kl/k1"]))
    #expect(names.isDisjoint(with: ["reward/helpfulness", "reward/judgedBySafety"]))
  }

  @Test func answersToOnePromptAreAGroup() throws {
    let engine = try engine(.leaveOneOut, samples: 3)
    let episodes = try engine.episodes(
      prompts(engine), chosen: [4, 1], firstIdentity: 0
    ).episodes
    #expect(episodes.count == 6)
    for group in [episodes[..<3], episodes[3...]] {
      let total = group.reduce(0) { $0 + $1.reward }
      for episode in group {
        #expect(episode.advantages == [episode.reward - (total - episode.reward) / 2])
        #expect(episode.values.isEmpty && episode.returns.isEmpty)
      }
    }
    let alone = try self.engine(.leaveOneOut, samples: 3)
      .episodes(prompts(engine), chosen: [1], firstIdentity: 1).episodes
    #expect(alone.map(\.reward) == episodes[3...].map(\.reward))
  }

  @Test func anIterationGoesOnFromItsSavedState() throws {
    let (whole, cut, resumed) = try (
      task(engine(.standardized)), task(engine(.standardized)), task(engine(.standardized))
    )
    _ = try run(whole, iterations: 0..<1)
    _ = try cut.run(part: 0, ofStep: 0)
    try resumed.restore(cut.savedState())
    for part in 1..<resumed.partsOfStep { _ = try resumed.run(part: part, ofStep: 0) }
    #expect(try weights(resumed) == weights(whole))
    #expect(try weights(cut) != weights(whole))
  }
}
