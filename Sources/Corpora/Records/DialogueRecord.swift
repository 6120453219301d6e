/// The user's side of a conversation, with the replies once given where they are known.
package struct DialogueRecord: Codable, Hashable, Sendable {
  /// The row's name, unique in its file.
  package var id: String
  /// What the user says, turn by turn.
  package var turns: [String]
  /// What was answered, turn by turn, where it is known.
  package var replies: [String]?

  /// Creates a dialogue from the user's turns.
  package init(id: String, turns: [String], replies: [String]? = nil) {
    self.id = id
    self.turns = turns
    self.replies = replies
  }
}
