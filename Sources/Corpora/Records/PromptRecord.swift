package import Tokenization

/// A conversation that waits for the assistant's next answer.
package struct PromptRecord: Codable, Hashable, Sendable {
  /// The row's name, unique in its file.
  package var id: String
  /// The conversation, ending with the user.
  package var messages: [ChatMessage]
  /// Whether the prompt carries the safety tag, so that safety judges its answers.
  package var safety: Bool
  /// The kind of prompt, such as a risk category.
  package var category: String?
  /// Whether a good answer is a refusal, where that is known.
  package var expectsRefusal: Bool?
  /// Whether the prompt is harmless but sounds harmful, as someone labelled it (paper §A.4.2).
  package var borderline: Bool?

  /// Creates a prompt, by default without a tag.
  package init(
    id: String, messages: [ChatMessage], safety: Bool = false, category: String? = nil,
    expectsRefusal: Bool? = nil, borderline: Bool? = nil
  ) {
    self.id = id
    self.messages = messages
    self.safety = safety
    self.category = category
    self.expectsRefusal = expectsRefusal
    self.borderline = borderline
  }
}
