import Foundation
package import Tokenization

/// A row that belongs to a conversation; rows of one conversation stay on one side of a split.
package protocol Rooted {
  /// The number that all rows of one conversation share.
  var root: UInt64 { get }
}

/// What a conversation began with: its first user message.
///
/// Later turns, and what a system message asks of the answers, do not make another conversation: a
/// model that has seen the beginning with its answers has seen something of all the others. Two
/// spellings of one beginning are the same: white space counts once, and composed letters count as
/// one by Unicode's form C, in whose bytes beginnings are compared.
package enum ConversationRoot {
  /// Returns the 64-bit FNV-1a hash of the first user message, in its normal form.
  package static func of(_ messages: [ChatMessage]) -> UInt64 {
    of(messages.first { $0.role == .user }?.content ?? "")
  }

  /// Returns the 64-bit FNV-1a hash of a user message, in its normal form.
  package static func of(_ message: String) -> UInt64 {
    let words = message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return FowlerNollVo.hash(of: words.precomposedStringWithCanonicalMapping)
  }
}

/// The 64-bit FNV-1a hash.
enum FowlerNollVo {
  /// Returns the hash of a text's UTF-8.
  static func hash(of text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Comparison: Rooted {
  /// The number that all rows of one conversation share.
  package var root: UInt64 { ConversationRoot.of(messages) }
}

extension Demonstration: Rooted {
  /// The number that all rows of one conversation share.
  package var root: UInt64 { ConversationRoot.of(messages) }
}

extension PromptRecord: Rooted {
  /// The number that all rows of one conversation share.
  package var root: UInt64 { ConversationRoot.of(messages) }
}

extension DialogueRecord: Rooted {
  /// The number that all rows of one conversation share.
  package var root: UInt64 { ConversationRoot.of(turns.first ?? "") }
}
