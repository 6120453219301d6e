import Tokenization

extension RawRow {
  /// Returns the row's own name, or one made of the file's stem and the row's number.
  func identifier(_ stem: String) -> String {
    for key in ["id", "prompt_id", "idx"] {
      if let text = self[key]?.text, !text.isEmpty { return text }
      if let number = self[key]?.number { return "\(stem):\(FieldValue.number(number))" }
    }
    return "\(stem):\(place.row)"
  }

  /// Reads a list of `{role, content}` objects.
  func messages(_ key: String) throws -> [ChatMessage] {
    guard let list = self[key]?.list else {
      throw wrong(key, self[key] ?? .none, allowed: "a list of {role, content}")
    }
    return try list.map { try message($0, key) }
  }

  private func message(_ value: FieldValue, _ key: String) throws -> ChatMessage {
    guard let content = value.object?["content"]?.text, let name = value.object?["role"] else {
      throw wrong(key, value, allowed: "objects with texts 'role' and 'content'")
    }
    guard let role = name.text.flatMap(ChatRole.init(rawValue:)) else {
      throw wrong("\(key).role", name, allowed: "'system', 'user' or 'assistant'")
    }
    return ChatMessage(role, role == .system ? content : content.trimmed)
  }

  /// Reads a prompt that is either a text or a list of messages.
  func prompt(_ key: String) throws -> [ChatMessage] {
    if self[key]?.list != nil { return try messages(key) }
    let text = try text(key)
    guard !text.isEmpty else { throw RowFault.noPrompt }
    return [ChatMessage(.user, text)]
  }

  /// Reads an answer that is either a text or a list ending with one assistant's message.
  func answer(_ key: String) throws -> String {
    guard let value = self[key] else { throw RowFault.noAnswer }
    if let text = value.text { return text.trimmed }
    guard value.list != nil else { throw RowFault.unreadableAnswer }
    guard let last = try messages(key).last, last.role == .assistant else {
      throw RowFault.noAnswer
    }
    return last.content
  }

  /// Reads an instruction with its optional input, system text and earlier turns.
  func instruction() throws -> [ChatMessage] {
    let parts = [try text("instruction"), try text("input")].filter { !$0.isEmpty }
    guard !parts.isEmpty else { throw RowFault.noPrompt }
    let system = try text("system")
    let opening = system.isEmpty ? [] : [ChatMessage(.system, system)]
    return opening + (try exchanges()) + [ChatMessage(.user, parts.joined(separator: "\n"))]
  }

  private func exchanges() throws -> [ChatMessage] {
    guard let history = self["history"] else { return [] }
    let allowed = "a list of [user, assistant] texts"
    guard let list = history.list else { throw wrong("history", history, allowed: allowed) }
    return try list.flatMap { value in
      guard let texts = value.list?.compactMap(\.text), texts.count == 2 else {
        throw wrong("history", value, allowed: allowed)
      }
      return [ChatMessage(.user, texts[0].trimmed), ChatMessage(.assistant, texts[1].trimmed)]
    }
  }
}

extension [ChatMessage] {
  /// Returns the messages if they alternate and end with the role; throws the fault otherwise.
  func checked(endingWith role: ChatRole) throws -> [ChatMessage] {
    let spoken = first?.role == .system ? Array(dropFirst()) : self
    for (index, message) in spoken.enumerated() {
      let expected: ChatRole = index.isMultiple(of: 2) ? .user : .assistant
      guard message.role == expected else { throw RowFault.oddRoleOrder }
      if message.content.trimmed.isEmpty {
        throw expected == .user ? RowFault.noPrompt : RowFault.noAnswer
      }
    }
    guard spoken.last?.role == role else {
      throw role == .assistant ? RowFault.noAnswer : RowFault.noPrompt
    }
    return self
  }
}
