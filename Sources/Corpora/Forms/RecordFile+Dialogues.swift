import Tokenization

extension RecordFile {
  /// The forms of dialogues, as an error lists them.
  static let dialogueForms = [
    "{history: [{user, bot}]}", "{turns: [text], replies: [text]}",
    "{messages: [{role, content}]}",
  ]

  /// Reads dialogues in any of their forms.
  package func dialogues(
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<DialogueRecord> {
    try imported(options) { row in
      let form = try DialogueForm(row)
      guard !form.turns.isEmpty, !form.turns.contains("") else { throw RowFault.noPrompt }
      return DialogueRecord(id: form.identifier(stem), turns: form.turns, replies: form.replies)
    }
  }
}

/// A row read as a dialogue.
struct DialogueForm {
  /// What the user says.
  var turns: [String]
  /// What is answered, where the row has it.
  var replies: [String]?
  private let row: RawRow

  /// Reads a row in any of the forms of dialogues.
  init(_ row: RawRow) throws {
    self.row = row
    if row.has("turns") {
      turns = try Self.texts(row, "turns")
      replies = row["replies"] == nil ? nil : try Self.texts(row, "replies")
    } else if row.has("messages") {
      let messages = try row.messages("messages").filter { $0.role != .system }
      let isOpen = messages.last?.role == .user
      _ = try messages.checked(endingWith: isOpen ? .user : .assistant)
      turns = messages.filter { $0.role == .user }.map(\.content)
      replies = isOpen ? nil : messages.filter { $0.role == .assistant }.map(\.content)
    } else if row.has("history") {
      turns = try Self.column(row, "user")
      replies = try Self.column(row, "bot")
    } else {
      throw row.unknownForm(RecordFile.dialogueForms)
    }
  }

  /// The turns and replies as one conversation.
  var messages: [ChatMessage] {
    zip(turns, replies ?? []).flatMap { [ChatMessage(.user, $0), ChatMessage(.assistant, $1)] }
  }

  /// Returns the dialogue's name: task and number where the row has both.
  func identifier(_ stem: String) -> String {
    guard let task = row["task"]?.text, let id = row["id"] else { return row.identifier(stem) }
    return "\(task)-\(id.text ?? id.description)"
  }

  private static func texts(_ row: RawRow, _ key: String) throws -> [String] {
    guard let values = row[key]?.list?.map(\.text), !values.contains(nil) else {
      throw row.wrong(key, row[key] ?? .none, allowed: "a list of texts")
    }
    return values.compactMap { $0?.trimmed }
  }

  private static func column(_ row: RawRow, _ key: String) throws -> [String] {
    guard let list = row["history"]?.list else {
      throw row.wrong("history", row["history"] ?? .none, allowed: "a list of {user, bot}")
    }
    return try list.map { value in
      guard let text = value.object?[key]?.text else {
        throw row.wrong("history", value, allowed: "objects with texts 'user' and 'bot'")
      }
      return text.trimmed
    }
  }
}
