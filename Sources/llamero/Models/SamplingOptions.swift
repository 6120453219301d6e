import ArgumentParser
import Llama

/// How answers are drawn.
struct SamplingOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The sampling temperature; 0 is greedy.", valueName: "t"))
  var temperature: Float = 0.7

  @Option(
    help: ArgumentHelp("Top-k: sample from the k likeliest tokens only; 0 is all.", valueName: "k"))
  var topK = 0

  @Option(
    help: ArgumentHelp(
      "Top-p: sample from the likeliest tokens whose probabilities add up to p.", valueName: "p"))
  var topP: Float = 1

  @Option(help: ArgumentHelp("The maximum response length in tokens.", valueName: "n"))
  var maxNewTokens = 256

  @Option(help: ArgumentHelp("The random seed.", valueName: "s"))
  var seed: UInt64 = 0

  /// Rejects numbers that make no sense.
  func validate() throws {
    // Below, logits divided by it overflow; above, all tokens are equally likely.
    guard temperature == 0 || (1e-6...1e6).contains(temperature) else {
      throw ValidationError("--temperature must be 0, or between 0.000001 and 1000000")
    }
    guard topK >= 0 else { throw ValidationError("--top-k must be 0 or more") }
    guard topP > 0, topP <= 1 else {
      throw ValidationError("--top-p must be above 0 and at most 1")
    }
    guard maxNewTokens > 0 else { throw ValidationError("--max-new-tokens must be at least 1") }
  }

  /// The settings of the sampler.
  var settings: SamplingSettings {
    SamplingSettings(
      temperature: temperature, topK: topK, topP: topP, maximumNewTokens: maxNewTokens)
  }
}
