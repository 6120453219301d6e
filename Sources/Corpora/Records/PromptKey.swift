package import Tokenization

/// A row that belongs to a prompt; rows of one prompt stay on one side of a split.
package protocol PromptKeyed {
  /// The key that all rows of one prompt share.
  var promptKey: String { get }
}

/// The short name of a conversation, equal for equal conversations.
package enum PromptKey {
  /// Returns the 64-bit FNV-1a hash of roles and trimmed texts, as sixteen hexadecimal digits.
  package static func of(_ messages: [ChatMessage]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for message in messages {
      let text = message.role.rawValue + "\u{1}" + message.content.trimmed + "\u{2}"
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Comparison: PromptKeyed {}

extension PromptRecord: PromptKeyed {
  /// The key that all rows of one prompt share.
  package var promptKey: String { PromptKey.of(messages) }
}

extension PairRecord: PromptKeyed {
  /// The key that all rows of one prompt share.
  package var promptKey: String { PromptKey.of(messages) }
}

extension Demonstration: PromptKeyed {
  /// The key of everything before the last answer.
  package var promptKey: String { PromptKey.of(Array(messages.dropLast())) }
}

extension DialogueRecord: PromptKeyed {
  /// The key of the user's turns.
  package var promptKey: String { PromptKey.of(turns.map { ChatMessage(.user, $0) }) }
}
