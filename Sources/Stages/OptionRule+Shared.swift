import Pipelines

// Options that several stages have, each with the one range that they share.
extension OptionRule {
  /// The longest answer or row in tokens, of which the model's context caps every one.
  static func tokens(_ key: String = "maximumTokens", from least: Int = 1) -> OptionRule {
    .count(key, least...1_000_000, "tokens")
  }

  /// The temperature of sampling.
  static func temperature(_ key: String = "temperature", from least: Double = 0.01) -> OptionRule {
    .number(key, least...100)
  }

  /// A share of rows that is held out.
  static var heldOut: OptionRule { .number("heldOut", .real(0..<1), "of the rows") }

  /// The seed by which conversations are held out.
  static var splitSeed: OptionRule { .number("splitSeed", .seed) }

  /// How much work lies between two checkpoints.
  static func interval(_ unit: String, from least: Int = 1) -> OptionRule {
    .count("checkpointInterval", least...OptionRange.largestCount, unit)
  }

  /// The probability below which the safety model decides.
  static var safetyThreshold: OptionRule { .number("safetyThreshold", .between(0, 1)) }
}
