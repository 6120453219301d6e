/// One sampled answer and how it was made.
package struct AnswerRecord: Codable, Hashable, Sendable {
  /// The answer's text.
  package var text: String
  /// The sampled tokens, the end token included when there is one.
  package var tokens: [Int32]?
  /// Whether the answer ended by itself rather than at the length limit.
  package var finished: Bool
  /// The policy that wrote it.
  package var source: String
  /// The sampling temperature, where it was sampled.
  package var temperature: Double?
  /// The seed of the draw, where it was sampled.
  package var seed: UInt64?

  /// Creates an answer, by default one that ended by itself.
  package init(
    _ text: String, source: String, finished: Bool = true, tokens: [Int32]? = nil,
    temperature: Double? = nil
  ) {
    self.text = text
    self.tokens = tokens
    self.finished = finished
    self.source = source
    self.temperature = temperature
  }
}
