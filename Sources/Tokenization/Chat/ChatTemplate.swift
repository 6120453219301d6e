/// How a dialog becomes the ids that a model reads, and which of them it learns.
package protocol ChatTemplate: Sendable {
  /// What the layout is called, as in "the format of Llama 2".
  var name: String { get }
  /// The ids that end an answer; the first is the one that is learned.
  var ends: [Int32] { get }
  /// Returns the ids of a dialog that ends with the user, open for the assistant's answer.
  func prompt(_ messages: [ChatMessage]) throws -> [Int32]
  /// Returns the ids of a dialog of complete turns, and where the answers are.
  ///
  /// - Parameter isFinished: whether the last answer ended by itself; one that was cut has no end,
  ///   nor anything else that it never wrote.
  func conversation(_ messages: [ChatMessage], isFinished: Bool) throws -> EncodedConversation
}

extension ChatTemplate {
  /// Returns the ids of a dialog whose answers all ended by themselves, and where they are.
  package func conversation(_ messages: [ChatMessage]) throws -> EncodedConversation {
    try conversation(messages, isFinished: true)
  }
}
