import Pipelines
import Tensors

// Options shared by several stages, each with a single range and meaning.
extension OptionRule {
  /// The maximum row length for training, capped by the model's context; 0 is the context.
  static func maximumLength(_ sentence: String) -> OptionRule {
    .count("maximumLength", 0...1_000_000, "tokens", sentence).formerly("maximumTokens")
  }

  /// The maximum response length, capped by the model's context.
  static var maximumNewTokens: OptionRule {
    .count(
      "maximumNewTokens", 1...1_000_000, "tokens",
      "The maximum response length; a response that reaches it is truncated. Raise it if many "
        + "responses are truncated."
    ).formerly("maximumTokens")
  }

  /// The sampling temperature.
  static func temperature(
    _ sentence: String, as key: String = "temperature", from least: Double = 0.01
  ) -> OptionRule {
    .number(key, least...100, sentence)
  }

  /// The held-out share of rows.
  static func heldOut(_ what: String) -> OptionRule {
    .number(
      "heldOut", .real(0..<1), unit: "of the \(what)",
      "The share of the \(what) held out from training for evaluation. Raise it if the held-out "
        + "metrics are too noisy to read.")
  }

  /// The seed of the split into training and held-out conversations.
  static var splitSeed: OptionRule {
    .number(
      "splitSeed", .seed,
      "The seed that decides which conversations are held out. Stages that share it never train on "
        + "what another one evaluates on.")
  }

  /// The training interval between checkpoints; 0 chooses it by the measured cost.
  static func trainingInterval(_ unit: String) -> OptionRule {
    .count(
      "checkpointInterval", 0...OptionRange.largestCount, unit,
      "How many \(unit) to run between checkpoints; 0 checkpoints as often as 2 % of the run time "
        + "allows.")
  }

  /// The sampling interval between checkpoints.
  static func samplingInterval(_ unit: String) -> OptionRule {
    .count(
      "checkpointInterval", 1...OptionRange.largestCount, unit,
      "How many \(unit) to answer between checkpoints. Lower it if responses are long and an "
        + "interruption would lose much work; it also sets how responses are batched.")
  }

  /// The probability below which the safety model determines the score.
  static var safetyThreshold: OptionRule {
    .number(
      "safetyThreshold", .between(0, 1),
      "The safety probability below which only the safety score counts. Raise it for a more "
        + "cautious policy, at the cost of more refusals.")
  }

  /// The size of a random subsample; 0 is all.
  static func drawn(_ key: String, _ unit: String) -> OptionRule {
    .limit(
      key, unit, "How many \(unit) to sample at random; 0 is all. Set it for a quick trial.")
  }

  /// The micro-batch size.
  static var microBatchTokens: OptionRule {
    .count(
      "microBatchTokens", 1...10_000_000, "tokens",
      "Micro-batch size: tokens per forward and backward pass. Lower it if memory is short; "
        + "results change only by rounding."
    ).formerly("tokensInMemory")
  }

  /// The precision of matrix products.
  static var precision: OptionRule {
    .choice(
      "precision", Precision.self,
      "The precision of the operands of matrix products. bf16 rounds them, and is faster on "
        + "processors that multiply it natively.")
  }
}
