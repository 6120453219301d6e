import Tokenization

extension RecordFile {
  /// The forms of prompts, as an error lists them.
  static let promptForms = [
    "{prompt}", "{prompt, type, label: safe or unsafe}", "{goal, target}",
    "{messages: [{role, content}]}", "{instruction, input}", "{chosen, rejected} transcripts",
  ]

  /// Reads prompts in any of their forms; the answers of rows that have one are left out.
  package func prompts(
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<PromptRecord> {
    try imported(options) { row in
      let messages = try Self.question(row).checked(endingWith: .user)
      var prompt = PromptRecord(id: row.identifier(stem), messages: messages)
      prompt.category = row["category"]?.text ?? row["type"]?.text
      prompt.expectsRefusal = try Self.expectsRefusal(row)
      prompt.safety = try Self.tag(row) ?? prompt.expectsRefusal ?? options.safety
      return prompt
    }
  }

  private static func question(_ row: RawRow) throws -> [ChatMessage] {
    if row.has("messages") {
      let messages = try row.messages("messages")
      return messages.last?.role == .assistant ? Array(messages.dropLast()) : messages
    }
    if row.has("prompt") { return try row.prompt("prompt") }
    if row.has("goal", "target") { return try row.prompt("goal") }
    if row.has("instruction") { return try row.instruction() }
    if row.has("chosen", "rejected") {
      return try Transcript.pair(row.text("chosen"), row.text("rejected")).context
    }
    throw row.unknownForm(promptForms)
  }

  private static func expectsRefusal(_ row: RawRow) throws -> Bool? {
    if let flag = row["expectsRefusal"]?.flag { return flag }
    if row.has("goal", "target") { return true }
    guard let label = row["label"] else { return nil }
    switch label.text {
    case "safe": return false
    case "unsafe": return true
    default: throw row.wrong("label", label, allowed: "'safe' or 'unsafe'")
    }
  }

  private static func tag(_ row: RawRow) throws -> Bool? {
    guard let value = row["safety"] else { return nil }
    guard let flag = value.flag else {
      throw row.wrong("safety", value, allowed: "true or false")
    }
    return flag
  }
}
