import Tokenization

extension RecordFile {
  /// The forms of demonstrations, as an error lists them.
  static let demonstrationForms = [
    "{messages: [{role, content}]}", "{prompt, completion}",
    "{instruction, input, output, history, system}", "{history: [{user, bot}]}",
  ]

  /// Reads demonstrations in any of their forms.
  package func demonstrations(
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<Demonstration> {
    try imported(options) { row in
      let messages = try Self.conversation(row).checked(endingWith: .assistant)
      return Demonstration(id: row.identifier(stem), messages: messages)
    }
  }

  private static func conversation(_ row: RawRow) throws -> [ChatMessage] {
    if row.has("messages") { return try row.messages("messages") }
    if row.has("prompt", "completion") {
      return try row.prompt("prompt") + [ChatMessage(.assistant, try row.answer("completion"))]
    }
    if row.has("instruction", "output") {
      return try row.instruction() + [ChatMessage(.assistant, try row.answer("output"))]
    }
    if row.has("history") { return try DialogueForm(row).messages }
    throw row.unknownForm(demonstrationForms)
  }
}
