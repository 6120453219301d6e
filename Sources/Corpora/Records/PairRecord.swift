package import Tokenization

/// Two answers to one prompt, waiting for a judgement.
package struct PairRecord: Codable, Hashable, Sendable {
  /// The row's name, unique in its file.
  package var id: String
  /// The conversation both answers continue.
  package var messages: [ChatMessage]
  /// Whether the prompt carries the safety tag.
  package var safety: Bool
  /// The kind of prompt, such as a risk category.
  package var category: String?
  /// The answer shown first.
  package var first: AnswerRecord
  /// The answer shown second.
  package var second: AnswerRecord

  /// Creates a pair of answers to a prompt.
  package init(_ prompt: PromptRecord, id: String, first: AnswerRecord, second: AnswerRecord) {
    self.id = id
    self.messages = prompt.messages
    self.safety = prompt.safety
    self.category = prompt.category
    self.first = first
    self.second = second
  }

  /// The prompt that both answers continue.
  package var prompt: PromptRecord {
    PromptRecord(id: id, messages: messages, safety: safety, category: category)
  }
}
