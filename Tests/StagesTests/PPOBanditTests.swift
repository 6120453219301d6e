import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Tensors
import Testing
import Tokenization

/// Answers of one token, of which a reward model likes one: the best policy is known.
struct PPOBanditTests {
  private let arms: [Int32]
  private var toy: ToyPPO
  private let prompts = ToyRows.prompts(32, safety: { _ in false })

  init() throws {
    let tokenizer = try ToyFiles.tokenizer()
    let arms = ["e", "a", "o"].compactMap { tokenizer.encode($0).last }
    self.arms = arms
    toy = try ToyPPO(prompts: prompts)
    toy.inputs["model"] = [
      try toy.bench.artifact("model") {
        let liking = Dictionary(arms.map { ($0, Float(12)) }, uniquingKeysWith: { $1 })
        try ToyFiles.writePolicy(to: $0, liking: liking)
      }
    ]
  }

  private mutating func pay(_ values: [Float]) throws {
    let values = Dictionary(zip(arms, values), uniquingKeysWith: { $1 })
    toy.inputs["helpfulness"] = [
      try toy.bench.artifact { try ToyFiles.writeReward(to: $0, seed: 5, values: values) }
    ]
    toy.inputs["safety"] = toy.inputs["helpfulness"]
  }

  private func run(_ change: (inout PPOConfiguration) -> Void) throws -> ToyRun {
    var configuration = PPOConfiguration.standard
    configuration.batchSize = 32
    configuration.minibatchSize = 32
    configuration.maximumNewTokens = 1
    configuration.missingEOSPenalty = 0
    configuration.missingEOSBound = 1
    configuration.evaluationPrompts = 0
    configuration.criticWarmup = 2
    configuration.safetyThreshold = 1e-6
    configuration.optimizer.learningRate = 3e-3
    configuration.criticOptimizer.learningRate = 1e-2
    change(&configuration)
    return try toy.bench.run(PPO(backend: ToyFiles.backend), configuration, toy.inputs)
  }

  /// The prompts, each followed by one arm, for every arm.
  private func rows(_ bundle: TokenizerBundle) throws -> [[[Int32]]] {
    let prompts = try prompts.map { try bundle.template.prompt($0.messages) }
    return arms.map { arm in prompts.map { $0 + [arm] } }
  }

  /// The probability of each arm after each prompt.
  private func policy(_ files: [String: URL]) throws -> [[Double]] {
    let policy = try Policy(files: files, backend: ToyFiles.backend)
    return try rows(policy.bundle).map { rows in
      policy.model.logProbabilities(
        of: rows, targets: rows.map { [$0.count - 1..<$0.count] }
      ).logProbabilities.value.scalars().map { exp(Double($0)) }
    }
  }

  /// The mean probability of each arm over the prompts.
  private func probabilities(_ files: [String: URL]) throws -> [Double] {
    try policy(files).map { $0.reduce(0, +) / Double($0.count) }
  }

  /// The mean probability of each arm under the best policy, π₀ · exp(score / β) normalised.
  private func optimum(klCoefficient: Double) throws -> [Double] {
    let start = try policy(toy.files("model"))
    let judge = try LlamaReader(files: toy.files("helpfulness"), backend: ToyFiles.backend)
      .scalarModel()
    let scores = try rows(TokenizerBundle(files: toy.files("model"))).map {
      judge.scores(of: $0).value.scalars().map(Double.init)
    }
    let weights = zip(start, scores).map { zip($0, $1).map { $0 * exp($1 / klCoefficient) } }
    let sums = prompts.indices.map { place in weights.reduce(0) { $0 + $1[place] } }
    return weights.map { zip($0, sums).reduce(0) { $0 + $1.0 / $1.1 } / Double(sums.count) }
  }

  @Test func rewardedAnswerBecomesLikely() throws {
    var bandit = self
    try bandit.pay([-2, 2, -2])
    let before = try probabilities(bandit.toy.files("model"))
    let result = try bandit.run {
      $0.iterations = 40
      $0.klCoefficient = 0
    }
    let after = try probabilities(result.output("model").files)
    #expect((0.1...0.6).contains(before[1]))
    #expect(after[1] > 0.9)
    let rewards = result.values("reward/selected")
    #expect(rewards.suffix(5).reduce(0, +) / 5 > rewards[0], "\(rewards)")
  }

  @Test func policyComesToTheKnownOptimum() throws {
    var bandit = self
    try bandit.pay([-0.3, 0.3, 0])
    let result = try bandit.run {
      $0.iterations = 150
      $0.whitening = .none
      $0.klCoefficient = 0.7
      $0.optimizer.schedule = .cosine
    }
    let (before, best) = (
      try probabilities(bandit.toy.files("model")), try bandit.optimum(klCoefficient: 0.7)
    )
    let after = try probabilities(result.output("model").files)
    #expect(abs(best[1] - before[1]) > 0.2)
    for (one, other) in zip(after, best) {
      #expect(abs(one - other) < 0.1, "\(before) to \(after), best \(best)")
    }
  }

  @Test func strongDivergencePenaltyKeepsThePolicyNearItsStart() throws {
    var bandit = self
    try bandit.pay([-2, 2, -2])
    let before = try probabilities(bandit.toy.files("model"))
    let free = try bandit.run {
      $0.iterations = 20
      $0.klCoefficient = 0
    }
    let held = try bandit.run {
      $0.iterations = 20
      $0.klCoefficient = 20
    }
    let gain = (
      free: try probabilities(free.output("model").files)[1] - before[1],
      held: try probabilities(held.output("model").files)[1] - before[1]
    )
    #expect(gain.held < gain.free / 2)
  }
}
