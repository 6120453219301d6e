import Pipelines
import Tensors

// Options that several stages have, each with the one range and meaning that they share.
extension OptionRule {
  /// The longest row that is trained on, which the model's context caps; 0 is the context.
  static func maximumLength(_ sentence: String) -> OptionRule {
    .count("maximumLength", 0...1_000_000, "tokens", sentence)
  }

  /// The longest answer that is sampled, which the model's context caps.
  static var maximumNewTokens: OptionRule {
    .count(
      "maximumNewTokens", 1...1_000_000, "tokens",
      "The longest answer that is sampled; one that reaches it is cut. Raise it where many answers "
        + "are reported as cut.")
  }

  /// The temperature of sampling.
  static func temperature(
    _ sentence: String, as key: String = "temperature", from least: Double = 0.01
  ) -> OptionRule {
    .number(key, least...100, sentence)
  }

  /// A share of rows that is held out.
  static func heldOut(_ what: String) -> OptionRule {
    .number(
      "heldOut", .real(0..<1), unit: "of the \(what)",
      "The share of the \(what) that is held out of training and measured instead. Raise it where "
        + "the held-out figures are too noisy to read.")
  }

  /// The seed by which conversations are held out.
  static var splitSeed: OptionRule {
    .number(
      "splitSeed", .seed,
      "Decides which conversations are held out. Stages with the same value never train on what "
        + "another one measures.")
  }

  /// How much training lies between two checkpoints, of which 0 is measured.
  static func trainingInterval(_ unit: String) -> OptionRule {
    .count(
      "checkpointInterval", 0...OptionRange.largestCount, unit,
      "How many \(unit) pass between checkpoints; 0 is as often as costs 2 % of the time.")
  }

  /// How much sampling lies between two checkpoints.
  static func samplingInterval(_ unit: String) -> OptionRule {
    .count(
      "checkpointInterval", 1...OptionRange.largestCount, unit,
      "How many \(unit) are answered between checkpoints. Lower it where answers are long and an "
        + "interruption would lose much; it decides which answers are computed together.")
  }

  /// The probability below which the safety model decides.
  static var safetyThreshold: OptionRule {
    .number(
      "safetyThreshold", .between(0, 1),
      "The safety probability below which the safety score alone counts. Raise it for a more "
        + "cautious policy, at the price of more refusals.")
  }

  /// How many rows of all are used, of which 0 is all.
  static func drawn(_ key: String, _ unit: String) -> OptionRule {
    .limit(
      key, unit, "How many \(unit) are used, drawn at random; 0 is all. Set it for a quick trial.")
  }

  /// How much of a batch is in memory at once.
  static var microBatchTokens: OptionRule {
    .count(
      "microBatchTokens", 1...10_000_000, "tokens",
      "The tokens of one forward and backward pass. Lower it where memory is short; it changes the "
        + "last bits at most.")
  }

  /// How exactly products are computed.
  static var precision: OptionRule {
    .choice(
      "precision", Precision.self,
      "How exactly the operands of matrix products are read. bf16 is faster where the processor "
        + "multiplies it, and rounds.")
  }
}
