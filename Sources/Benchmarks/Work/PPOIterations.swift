import ArgumentParser
import CPUBackend
import Corpora
import Foundation
import Layers
import Objectives
import Stages
import Tokenization
import Training

/// Three iterations of PPO with four networks of shape S, as `trl_ppo.py` has them.
///
/// There is one reward model more than TRL has: the recipe's second one.
struct PPOCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ppo", abstract: "Three iterations of 64 prompts of 64 tokens, 128 answer tokens.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads)
    let shape = BenchmarkShape.small
    var configuration = PPOConfiguration.standard
    configuration.iterations = 3
    configuration.batchSize = 64
    configuration.maximumNewTokens = 128
    configuration.criticWarmup = 0
    configuration.precision = options.precision
    let engine = RolloutEngine(
      RolloutModels(
        policy: Policy(
          model: try shape.model(on: backend), bundle: try ReferenceRows().bundle, ends: []),
        reference: try shape.model(on: backend),
        critic: try shape.scalarModel(seed: 1, on: backend)),
      rewards: CombinedRewardSource(
        helpfulness: try shape.scalarModel(seed: 1, on: backend),
        safety: try shape.scalarModel(seed: 2, on: backend),
        selection: RewardSelection(probability: configuration.safetyThreshold)),
      advantages: configuration.advantages, settings: configuration.rollout, seed: 0)
    let prompts = shape.tokens(3 * 64, length: 64).enumerated().map { index, tokens in
      EncodedPrompt(
        record: PromptRecord(id: "\(index)", messages: []), place: index, tokens: tokens)
    }
    let task = PPOTask(
      engine, configuration, prompts: TrainingSets(training: prompts), gold: nil,
      keepingIn: FileManager.default.temporaryDirectory)
    let time = try seconds {
      for step in 0..<3 {
        for part in 0..<task.partsOfStep { _ = try task.run(part: part, ofStep: step) }
      }
    }
    try BenchmarkResult(
      task: "ppo", shape: "S", size: "3 x 64 x (64 + 128)", seconds: time, tokens: 3 * 64 * 128,
      details: ["heldMB": Double(backend.heldBytes >> 20)]
    ).say(options)
  }
}
