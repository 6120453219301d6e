/// A dialog of complete turns as ids, with the positions of what the assistant said.
package struct EncodedConversation: Hashable, Sendable {
  /// The ids of all turns.
  package var tokens: [Int32]
  /// The positions of each answer: its text, the space after it and the id that ends the turn.
  package var answers: [Range<Int>]

  /// Creates an encoded dialog.
  package init(tokens: [Int32], answers: [Range<Int>]) {
    self.tokens = tokens
    self.answers = answers
  }
}
