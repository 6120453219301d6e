/// Two answers to one conversation, shown to an annotator.
package struct Question: Codable, Hashable, Sendable {
  /// The name of the question within its collection.
  package var id: String
  /// The collection it belongs to; set when a stage publishes it.
  package var collection: String
  /// The place in the collection.
  package var index: Int
  /// The conversation that both answers continue.
  package var messages: [QuestionMessage]
  /// The first answer.
  package var first: String
  /// The second answer.
  package var second: String
  /// Whether the person is also asked which answers are safe.
  package var asksSafety: Bool
  /// Whether the first answer is shown on the left; drawn when the question is made.
  package var firstIsLeft: Bool

  /// Creates a question; publishing it names its collection.
  package init(
    id: String, collection: String = "", index: Int, messages: [QuestionMessage], first: String,
    second: String, asksSafety: Bool, firstIsLeft: Bool
  ) {
    self.id = id
    self.collection = collection
    self.index = index
    self.messages = messages
    self.first = first
    self.second = second
    self.asksSafety = asksSafety
    self.firstIsLeft = firstIsLeft
  }
}

/// One message of the conversation that a question shows.
package struct QuestionMessage: Codable, Hashable, Sendable {
  /// Who speaks: "system", "user" or "assistant".
  package var role: String
  /// What is said.
  package var content: String

  /// Creates a message.
  package init(role: String, content: String) {
    self.role = role
    self.content = content
  }
}
