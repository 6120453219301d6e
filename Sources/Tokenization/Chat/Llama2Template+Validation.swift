extension Llama2Template {
  /// Returns the dialog with its system message merged, or throws what is wrong with it.
  ///
  /// The order is the reference's: tags in any message, merge, alternation, last role.
  static func validated(
    _ messages: [ChatMessage], endingWith last: ChatRole
  ) throws -> [ChatMessage] {
    guard !messages.isEmpty else { throw TokenizationError.emptyDialog }
    try refuseTags(messages)
    let dialog = try merged(messages)
    let offset = messages.count - dialog.count
    for (index, message) in dialog.enumerated() {
      let expected: ChatRole = index.isMultiple(of: 2) ? .user : .assistant
      guard message.role == expected else {
        throw TokenizationError.unexpectedRole(
          message.role, expected: expected, message: index + offset + 1)
      }
    }
    guard let role = dialog.last?.role, role == last else {
      throw TokenizationError.wrongLastRole(dialog.last?.role ?? .system, expected: last)
    }
    return dialog
  }

  private static func refuseTags(_ messages: [ChatMessage]) throws {
    for (index, message) in messages.enumerated() {
      if let tag = tags.first(where: { message.content.holds($0) }) {
        throw TokenizationError.specialTag(tag, role: message.role, message: index + 1)
      }
    }
  }

  /// Puts the system message into the first user message; neither text is trimmed here.
  private static func merged(_ messages: [ChatMessage]) throws -> [ChatMessage] {
    guard let system = messages.first, system.role == .system else { return messages }
    guard messages.count > 1 else { throw TokenizationError.systemOnly }
    var first = messages[1]
    first.content = "<<SYS>>\n" + system.content + "\n<</SYS>>\n\n" + first.content
    return [first] + messages.dropFirst(2)
  }
}

extension String {
  /// Returns whether the bytes of a tag occur; `contains` would miss one before a combining mark.
  fileprivate func holds(_ tag: String) -> Bool {
    let tag = Array(tag.utf8)
    var rest = utf8[...]
    while let start = rest.firstIndex(of: tag[0]) {
      rest = rest[start...]
      if rest.starts(with: tag) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
