package import Tokenization

/// A judged pair: the answer that was preferred, the other one, and by how much.
package struct Comparison: Codable, Hashable, Sendable {
  /// The row's name, unique in its file.
  package var id: String
  /// The conversation both answers continue.
  package var messages: [ChatMessage]
  /// The preferred answer.
  package var chosen: String
  /// The other answer.
  package var rejected: String
  /// How much better the chosen answer is, where it was asked.
  package var strength: Strength?
  /// A margin that came with the row instead of a strength.
  package var margin: Double?
  /// Which answers are safe, where it was asked.
  package var safetyBin: SafetyBin?
  /// What the pair was judged by.
  package var domain: Domain
  /// The key that all rows of one prompt share.
  package var promptKey: String
  /// Which of the two answers was shown first, where it is known.
  package var shownFirst: Side?

  /// The two answers of a comparison.
  package enum Side: String, Codable, CaseIterable, Sendable { case chosen, rejected }

  /// Creates a comparison with neither strength nor safety labels.
  package init(
    id: String, messages: [ChatMessage], chosen: String, rejected: String,
    domain: Domain = .helpfulness
  ) {
    self.id = id
    self.messages = messages
    self.chosen = chosen
    self.rejected = rejected
    self.domain = domain
    self.promptKey = PromptKey.of(messages)
  }
}
