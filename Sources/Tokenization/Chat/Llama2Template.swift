/// The chat layout of Llama 2 (`llama/generation.py`, meta-llama/llama), id for id.
///
/// A complete turn is the BOS token, `[INST] user [/INST] answer ` as **one** string with one
/// space at its end, and the EOS token; the last, open turn stops after `[/INST]`. A system message
/// becomes a block inside the first user message. Tags are ordinary text, so text that contains one
/// is refused before anything is encoded.
///
/// A model without a BOS token leaves it out. With extra whitespace removed, the tokenizer drops
/// the space after the answer: the answer's positions are then its text and the EOS token.
package struct Llama2Template: ChatTemplate {
  private let tokenizer: any TextTokenizer

  package let name = "Llama 2"
  package var ends: [Int32] { [tokenizer.eosToken] }

  /// The tags of the layout, none of which may occur in a message.
  package static let tags = ["[INST]", "[/INST]", "<<SYS>>", "<</SYS>>"]

  /// Creates the layout with the ids of a tokenizer.
  package init(_ tokenizer: any TextTokenizer) {
    self.tokenizer = tokenizer
  }

  package func prompt(_ messages: [ChatMessage]) throws -> [Int32] {
    let dialog = try Self.validated(messages, endingWith: .user)
    let turns = try encoded(dialog.dropLast())
    return turns.tokens + opening(dialog[dialog.count - 1].content)
  }

  package func conversation(
    _ messages: [ChatMessage], isFinished: Bool
  ) throws -> EncodedConversation {
    let dialog = try Self.validated(messages, endingWith: .assistant)
    return try encoded(dialog[...], isFinished: isFinished)
  }

  private func encoded(
    _ dialog: ArraySlice<ChatMessage>, isFinished: Bool = true
  ) throws -> EncodedConversation {
    var result = EncodedConversation(tokens: [], answers: [])
    for user in stride(from: dialog.startIndex, to: dialog.endIndex, by: 2) {
      let prompt = opening(dialog[user].content)
      let text =
        Self.instruction(dialog[user].content) + " " + Self.trimmed(dialog[user + 1].content)
      let isOpen = !isFinished && user + 2 >= dialog.endIndex
      let turn =
        isOpen
        ? tokenizer.encodeWithBOS(text)
        : tokenizer.encodeWithBOS(text + " ") + [tokenizer.eosToken]
      guard turn.starts(with: prompt) else {
        throw TokenizationError.promptNotPrefix(turn: user / 2 + 1)
      }
      let start = result.tokens.count
      result.tokens += turn
      result.answers.append(start + prompt.count..<result.tokens.count)
    }
    return result
  }

  private func opening(_ user: String) -> [Int32] {
    tokenizer.encodeWithBOS(Self.instruction(user))
  }

  private static func instruction(_ user: String) -> String {
    "[INST] " + trimmed(user) + " [/INST]"
  }

  /// Returns the text without white space at its ends, by Python's `str.strip`.
  private static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isSpace($0) }),
      let last = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  /// White space by Unicode, and the four separators that Python counts as well.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
