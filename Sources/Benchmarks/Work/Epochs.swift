import ArgumentParser
import CPUBackend
import Layers
import Stages
import Training

/// One epoch of fine-tuning on Dolly rows, loss on the answers, as `trl_sft.py` has it.
struct SFTEpochCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sft-epoch", abstract: "One epoch over 256 Dolly rows of at most 512 tokens.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let rows = try ReferenceRows().dolly()
    let backend = CPUBackend(threads: options.threads)
    var optimizer = OptimizerConfiguration(learningRate: 3e-4)
    optimizer.minimumLearningRateRatio = 0
    var batch = BatchConfiguration(size: 16, epochs: 1)
    batch.precision = options.precision
    let task = LanguageTask(
      try BenchmarkShape.small.model(on: backend), rows: TrainingSets(training: rows),
      batch: batch, optimizer: optimizer, seed: 0)
    let time = try seconds { for step in 0..<task.totalSteps { _ = try task.step(step) } }
    try BenchmarkResult(
      task: "sft epoch", shape: "S", size: "\(rows.count) rows", seconds: time,
      tokens: rows.reduce(0) { $0 + $1.tokens.count },
      details: [
        "targetTokens": Double(rows.reduce(0) { $0 + $1.targetCount }),
        "heldMB": Double(backend.heldBytes >> 20),
      ]
    ).say(options)
  }
}

/// One epoch of reward training on harmlessness pairs, as `trl_reward.py` has it.
struct RewardEpochCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reward-epoch", abstract: "One epoch over 512 HH pairs of at most 512 tokens.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let pairs = try ReferenceRows().harmless()
    let backend = CPUBackend(threads: options.threads)
    var configuration = RewardModelConfiguration.standard
    configuration.role = .safety
    configuration.batch.size = 16
    configuration.batch.precision = options.precision
    configuration.optimizer.learningRate = 3e-4
    let task = RewardTask(
      try BenchmarkShape.small.scalarModel(seed: 1, on: backend),
      pairs: TrainingSets(training: pairs),
      margins: [Float](repeating: 0, count: pairs.count), configuration, seed: 0)
    let time = try seconds { for step in 0..<task.totalSteps { _ = try task.step(step) } }
    try BenchmarkResult(
      task: "reward epoch", shape: "S", size: "\(pairs.count) pairs", seconds: time,
      tokens: pairs.reduce(0) { $0 + $1.tokenCount },
      details: [
        "pairsPerSecond": Double(pairs.count) / time, "heldMB": Double(backend.heldBytes >> 20),
      ]
    ).say(options)
  }
}
