import Corpora

/// A plain text to pretrain on.
struct Document: Codable, Sendable {
  var text: String
}

extension Document: PromptKeyed {
  /// The text itself: of two equal documents none is held out while the other is learned.
  var promptKey: String { text }
}
