import Artifacts
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Testing

/// A policy, two reward models and prompts, on which PPO takes a fraction of a second.
struct ToyPPO {
  let bench: ToyBench
  var inputs: [String: [ArtifactFolder]]

  init(prompts: [PromptRecord] = ToyRows.prompts(10)) throws {
    bench = try ToyBench()
    inputs = [
      "model": [try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }],
      "helpfulness": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 21) }],
      "safety": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 22) }],
      "prompts": [try bench.artifact("prompts", rows: prompts)],
    ]
  }

  /// Two iterations of two minibatches, gone through twice, with steps large enough to see.
  static var configuration: PPOConfiguration {
    var configuration = PPOConfiguration.standard
    configuration.iterations = 2
    configuration.batchSize = 6
    configuration.minibatchSize = 3
    configuration.epochs = 2
    configuration.maximumNewTokens = 5
    configuration.criticWarmup = 0
    configuration.optimizer.learningRate = 3e-3
    configuration.criticOptimizer.learningRate = 3e-3
    configuration.clipRange = 0.01
    configuration.valueClipRange = 0.01
    configuration.klCoefficient = 0.1
    configuration.discount = 0.99
    configuration.evaluationPrompts = 0
    configuration.missingEOSBound = 1
    return configuration
  }

  func run(_ change: (inout PPOConfiguration) -> Void = { _ in }) throws -> ToyRun {
    var configuration = Self.configuration
    change(&configuration)
    return try bench.run(PPO(backend: ToyFiles.backend), configuration, inputs)
  }

  func files(_ slot: String) throws -> [String: URL] { try #require(inputs[slot]?.first).files }

  /// Answers of one token, of which the reward models like one: each iteration moves the policy.
  static func bandit(_ change: (inout PPOConfiguration) -> Void) -> PPOConfiguration {
    var configuration = PPOConfiguration.standard
    configuration.batchSize = 32
    configuration.minibatchSize = 32
    configuration.maximumNewTokens = 1
    configuration.missingEOSPenalty = 0
    configuration.missingEOSBound = 1
    configuration.criticWarmup = 0
    configuration.safetyThreshold = 1e-6
    configuration.evaluationInterval = 1
    configuration.optimizer.learningRate = 3e-3
    configuration.criticOptimizer.learningRate = 1e-2
    change(&configuration)
    return configuration
  }

  /// The engine that PPO has of these inputs.
  func engine(_ configuration: PPOConfiguration) throws -> RolloutEngine {
    let (policy, reference) = try policies()
    let folders = try RewardModelFolders(
      helpfulness: #require(inputs["helpfulness"]?.first),
      safety: #require(inputs["safety"]?.first))
    let critic = try LlamaReader(files: files("helpfulness"), backend: ToyFiles.backend)
      .scalarModel()
    return RolloutEngine(
      RolloutModels(policy: policy, reference: reference, critic: critic),
      rewards: try CombinedRewardSource(
        folders, policy: policy.bundle, selection: RewardSelection(),
        backend: ToyFiles.backend),
      advantages: configuration.advantages, settings: configuration.rollout, seed: 7)
  }

  /// The policy and what it is held against, from the same files.
  func policies() throws -> (policy: Policy, reference: any LanguageModel) {
    (
      try Policy(files: files("model"), backend: ToyFiles.backend),
      try LlamaReader(files: files("model"), backend: ToyFiles.backend).model()
    )
  }

  /// The rollout of the first iteration.
  func rollout(_ configuration: PPOConfiguration) throws -> [Episode] {
    let policy = try policies().policy
    var counts = RowCounts()
    let prompts = policy.bundle.prompts(
      ToyRows.prompts(10), contextLength: policy.model.contextLength, room: 5, &counts)
    return try engine(configuration).episodes(
      prompts, chosen: Array(prompts.indices), firstIdentity: 0
    ).episodes
  }
}
