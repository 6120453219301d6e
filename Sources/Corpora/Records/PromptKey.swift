package import Tokenization

/// A row that belongs to a prompt.
package protocol PromptKeyed {
  /// The key that all rows of one prompt share.
  var promptKey: String { get }
}

/// The short name of a conversation, equal for equal conversations.
package enum PromptKey {
  /// Returns the 64-bit FNV-1a hash of roles and trimmed texts, as sixteen hexadecimal digits.
  package static func of(_ messages: [ChatMessage]) -> String {
    let texts = messages.map { $0.role.rawValue + "\u{1}" + $0.content.trimmed + "\u{2}" }
    let digits = String(FowlerNollVo.hash(of: texts.joined()), radix: 16)
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
