package import Tokenization

/// A conversation to imitate; it ends with an assistant's answer.
package struct Demonstration: Codable, Hashable, Sendable {
  /// The row's name, unique in its file.
  package var id: String
  /// The conversation, ending with the assistant.
  package var messages: [ChatMessage]
  /// Whether only the last answer is learned, as Ghost Attention asks (paper §3.3).
  package var trainsLastAnswerOnly: Bool?

  /// Creates a demonstration of a finished conversation.
  package init(id: String, messages: [ChatMessage]) {
    self.id = id
    self.messages = messages
  }
}
