import Foundation

/// A sequence and its log-probabilities under a causal model, as transformers computes them.
struct GoldenSequence: Decodable {
  let tokens: [Int32]
  /// log p of each token but the first.
  let nextLogProbabilities: [Double]
  /// The distribution after the last token, over the whole vocabulary.
  let lastLogProbabilities: [Double]

  /// Returns the sequences of a model.
  static func all(of model: String) throws -> [GoldenSequence] {
    try Fixtures.decode(
      [String: [GoldenSequence]].self, Fixtures.model(model).appending(path: "golden.json")
    )["sequences", default: []]
  }
}

/// A sequence and its score, as transformers computes it.
struct GoldenScore: Decodable {
  let tokens: [Int32]
  let score: Double

  /// Returns the sequences of a model.
  static func all(of model: String) throws -> [GoldenScore] {
    try Fixtures.decode(
      [String: [GoldenScore]].self, Fixtures.model(model).appending(path: "golden.json")
    )["sequences", default: []]
  }
}
