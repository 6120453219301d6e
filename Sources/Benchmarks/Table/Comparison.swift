/// One row of the table: our work, the peer's, and what is asked for.
struct Comparison: Sendable {
  let work: String
  let ours: @Sendable (BenchmarkResult) -> Bool
  let peer: String
  let theirs: @Sendable (PeerResult) -> Bool
  /// What each did in a second, so that the ratio is above 1 where we are faster.
  var ourRate: @Sendable (BenchmarkResult) -> Double = { $0.tokensPerSecond }
  var theirRate: @Sendable (PeerResult) -> Double? = { $0.tokensPerSecond }
  let floor: Double
  let aim: Double?

  static let all: [Comparison] =
    sftEpochs + rewardEpochs
    + [
      Comparison(
        work: "PPO, S x 4, 64 prompts of 64 + 128", ours: { $0.task == "ppo" },
        peer: "TRL 1.9 PPOTrainer fp32", theirs: { $0.task == "ppo" && $0.dtype == "fp32" },
        theirRate: { $0.responseTokensPerSecond }, floor: 2.5, aim: 6)
    ] + sampling + denseSteps

  private static let sftEpochs = [("fp32", 8.0, 12.0), ("bf16", 6.0, 10.0)].map {
    kind, floor, aim in
    Comparison(
      work: "SFT epoch, S, 256 Dolly rows", ours: { $0.task == "sft epoch" },
      peer: "TRL SFTTrainer \(kind)", theirs: { $0.task == "sft epoch" && $0.dtype == kind },
      ourRate: { 1 / $0.seconds }, theirRate: { 1 / $0.seconds }, floor: floor, aim: aim)
  }

  private static let rewardEpochs = [("fp32", 4.0, 8.0), ("bf16", 3.0, 6.0)].map {
    kind, floor, aim in
    Comparison(
      work: "reward epoch, S, 512 HH pairs", ours: { $0.task == "reward epoch" },
      peer: "TRL RewardTrainer \(kind)", theirs: { $0.task == "reward epoch" && $0.dtype == kind },
      ourRate: { 1 / $0.seconds }, theirRate: { 1 / $0.seconds }, floor: floor, aim: aim)
  }

  private static let sampling = [
    Comparison(
      work: "sampling, S, 64 x (64 + 128)",
      ours: { $0.task == "sample" && $0.shape == "S" }, peer: "transformers.generate fp32",
      theirs: { $0.task == "generate" && $0.shape == "S" && $0.prompt == 64 }, floor: 5, aim: 8),
    Comparison(
      work: "sampling, S, 64 x (64 + 128)",
      ours: { $0.task == "sample" && $0.shape == "S" }, peer: "llama.cpp f32 decode",
      theirs: { $0.task == "decode" && $0.shape == "S" }, floor: 3.5, aim: 6),
    Comparison(
      work: "single sequence decode, M", ours: { $0.task == "decode" && $0.shape == "M" },
      peer: "llama.cpp f32", theirs: { $0.task == "decode" && $0.shape == "M" }, floor: 0.9,
      aim: 1.1),
    Comparison(
      work: "best of 16, S, prompts of 256", ours: { $0.task == "best of 16" },
      peer: "transformers.generate",
      theirs: { $0.task == "generate" && $0.shape == "S" && $0.prompt == 256 }, floor: 6, aim: 10),
  ]

  private static let denseSteps =
    steps("dense step", "S", "8 x 256", floor: 1.3)
    + steps("dense step", "M", "4 x 512", floor: 1.4)
    + steps("dense step, recomputed", "M", "4 x 512", floor: 1.4)
    + steps("dense step, recomputed, moments in bf16", "M", "4 x 512", floor: 1.4)

  /// The rows of a dense step beside the peer's in float32, which has the floor, and in bfloat16.
  private static func steps(
    _ task: String, _ shape: String, _ size: String, floor: Double
  ) -> [Comparison] {
    [("fp32", floor), ("bf16", 1.0)].map { kind, least in
      Comparison(
        work: "\(task), \(shape) \(size)",
        ours: { $0.task == task && $0.shape == shape && $0.size == size },
        peer: "torch + transformers \(kind)",
        theirs: { $0.task == "sft" && $0.shape == shape && $0.dtype == kind }, floor: least,
        aim: nil)
    }
  }
}

/// A line of a peer's script.
struct PeerResult: Codable {
  var peer: String
  var task: String
  var shape: String?
  var dtype: String?
  var kind: String?
  var prompt: Int?
  var seconds: Double
  var tokensPerSecond: Double?
  var responseTokensPerSecond: Double?
  var peakMB: Double?
}
