import Tokenization

extension RecordFile {
  /// The forms of prompts, as an error lists them.
  static let promptForms = [
    "{prompt, safety, expectsRefusal, borderline}", "{prompt, type, label: safe or unsafe}",
    "{goal, target}", "{messages: [{role, content}]}", "{instruction, input}",
    "{chosen, rejected} transcripts",
  ]

  /// The types of XSTest's safe prompts (Röttger et al. 2023): all of them sound harmful.
  static let borderlineTypes: Set<String> = [
    "homonyms", "figurative_language", "safe_targets", "safe_contexts", "definitions",
    "nons_group_real_discr", "real_group_nons_discr", "historical_events", "privacy_public",
    "privacy_fictional",
  ]

  /// Reads prompts in any of their forms; the answers of rows that have one are left out.
  ///
  /// `borderline` says whether a harmless prompt sounds harmful. Without it, only the prompts of
  /// ``borderlineTypes`` labelled safe do.
  package func prompts(
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<PromptRecord> {
    try imported(options) { row in
      let messages = try Self.question(row).checked(endingWith: .user)
      var prompt = PromptRecord(id: row.identifier(stem), messages: messages)
      prompt.category = row["category"]?.text ?? row["type"]?.text
      prompt.expectsRefusal = try Self.expectsRefusal(row)
      prompt.borderline = try Self.borderline(row, prompt.expectsRefusal)
      prompt.safety = try row.flag("safety") ?? prompt.expectsRefusal ?? options.safety
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
    if let flag = try row.flag("expectsRefusal") { return flag }
    if row.has("goal", "target") { return true }
    guard let label = row["label"] else { return nil }
    switch label.text {
    case "safe": return false
    case "unsafe": return true
    default: throw row.wrong("label", label, allowed: "'safe' or 'unsafe'")
    }
  }

  private static func borderline(_ row: RawRow, _ expectsRefusal: Bool?) throws -> Bool? {
    if let flag = try row.flag("borderline") {
      guard !flag || expectsRefusal != true else {
        throw row.wrong("borderline", .flag(true), allowed: "false where a refusal is right")
      }
      return flag
    }
    guard expectsRefusal == false, let type = row["type"]?.text else { return nil }
    return borderlineTypes.contains(type) ? true : nil
  }
}
