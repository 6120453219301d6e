import Corpora

/// A plain text to pretrain on.
struct Document: Codable, Sendable {
  var text: String
}

extension Document: Rooted {
  /// The text is the split key: duplicates of a document land on the same side of the split.
  var root: UInt64 { ConversationRoot.of(text) }
}
