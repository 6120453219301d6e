package import Labels
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
  /// Whether the preferred answer ended by itself; true where nobody says otherwise.
  package var chosenFinished: Bool?
  /// Whether the other answer ended by itself; true where nobody says otherwise.
  package var rejectedFinished: Bool?
  /// The tokens that were sampled as the preferred answer, where it was sampled.
  package var chosenTokens: [Int32]?
  /// The tokens that were sampled as the other answer, where it was sampled.
  package var rejectedTokens: [Int32]?
  /// How much better the chosen answer is, where it was asked.
  package var strength: PreferenceStrength?
  /// The margin that came with the row; it goes before that of the strength.
  package var margin: Double?
  /// The probability that the chosen answer is the better one, ½ to 1; absent where it is certain.
  ///
  /// It is inferred from several votes on the pair.
  package var probability: Double?
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

  /// Whether one of the answers did not end by itself.
  package var hasCutAnswer: Bool { chosenFinished == false || rejectedFinished == false }

  /// Returns one side with what is known of how it was written.
  package func answer(_ side: Side) -> AnswerRecord {
    side == .chosen
      ? AnswerRecord(
        chosen, source: side.rawValue, finished: chosenFinished ?? true, tokens: chosenTokens)
      : AnswerRecord(
        rejected, source: side.rawValue, finished: rejectedFinished ?? true,
        tokens: rejectedTokens)
  }
}

extension PairRecord {
  /// Returns the comparison in which one of the two answers is preferred, yet without labels.
  package func comparison(preferringFirst: Bool) -> Comparison {
    let (chosen, rejected) = preferringFirst ? (first, second) : (second, first)
    var comparison = Comparison(
      id: id, messages: messages, chosen: chosen.text, rejected: rejected.text,
      domain: safety ? .safety : .helpfulness)
    (comparison.chosenFinished, comparison.rejectedFinished) = (chosen.finished, rejected.finished)
    (comparison.chosenTokens, comparison.rejectedTokens) = (chosen.tokens, rejected.tokens)
    return comparison
  }
}
