import Corpora

/// A plain text to pretrain on.
struct Document: Codable, Sendable {
  var text: String
}

extension Document: Rooted {
  /// The text itself: of two equal documents none is held out while the other is learned.
  var root: UInt64 { ConversationRoot.of(text) }
}
