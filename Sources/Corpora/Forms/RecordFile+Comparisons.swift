import Tokenization

extension RecordFile {
  /// The forms of comparisons, as an error lists them.
  static let comparisonForms = [
    "{prompt, chosen, rejected, strength, margin, safety}",
    "{messages, chosen, rejected, strength, safetyBin, domain, chosenFinished, rejectedFinished}",
    "{chosen, rejected} transcripts or message lists",
    "{instruction, input, response1, response2, annotator1, annotator2, annotator3}",
  ]

  /// Reads comparisons in any of their forms.
  ///
  /// `chosenFinished` and `rejectedFinished` say whether an answer ended by itself; without them it
  /// did. `chosenTokens` and `rejectedTokens` are the ids that were sampled as the answer.
  package func comparisons(
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<Comparison> {
    try imported(options) { row in
      let sides = try ComparisonForm(row)
      var comparison = Comparison(
        id: row.identifier(stem), messages: try sides.context.checked(endingWith: .user),
        chosen: sides.chosen, rejected: sides.rejected, domain: options.domain)
      try ComparisonLabels(row, options.domain).fill(&comparison)
      guard !sides.chosen.isEmpty, !sides.rejected.isEmpty else { throw RowFault.noAnswer }
      guard sides.chosen != sides.rejected else { throw RowFault.identicalAnswers }
      return comparison
    }
  }
}

/// The context and the two answers of a row.
struct ComparisonForm {
  /// The conversation both answers continue.
  var context: [ChatMessage]
  /// The preferred answer.
  var chosen: String
  /// The other answer.
  var rejected: String

  /// Reads a row in any of the forms of comparisons.
  init(_ row: RawRow) throws {
    if row.has("chosen", "rejected") {
      (context, chosen, rejected) = try Self.sides(row)
    } else if row.has("response1", "response2", "annotator1") {
      (context, chosen, rejected) = try Self.vote(row)
    } else {
      throw row.unknownForm(RecordFile.comparisonForms)
    }
  }

  private typealias Parts = ([ChatMessage], String, String)

  private static func sides(_ row: RawRow) throws -> Parts {
    if row.has("messages") {
      return (try row.messages("messages"), try row.answer("chosen"), try row.answer("rejected"))
    }
    if row.has("prompt") {
      return (try row.prompt("prompt"), try row.answer("chosen"), try row.answer("rejected"))
    }
    if row["chosen"]?.list != nil { return try conversations(row) }
    let texts = (try row.text("chosen"), try row.text("rejected"))
    guard Transcript.isTranscript(texts.0) else { throw RowFault.malformedTranscript }
    let pair = try Transcript.pair(texts.0, texts.1)
    return (pair.context, pair.answers[0], pair.answers[1])
  }

  private static func conversations(_ row: RawRow) throws -> Parts {
    let both = (try row.messages("chosen"), try row.messages("rejected"))
    guard both.0.dropLast() == both.1.dropLast() else { throw RowFault.differentContexts }
    return (Array(both.0.dropLast()), try row.answer("chosen"), try row.answer("rejected"))
  }

  /// Annotators vote 0 for a tie, 1 and 2 for an answer; the majority decides.
  private static func vote(_ row: RawRow) throws -> Parts {
    let votes = try ["annotator1", "annotator2", "annotator3"].compactMap { key -> Double? in
      guard let value = row[key] else { return nil }
      guard let vote = value.number, [0, 1, 2].contains(vote) else {
        throw row.wrong(key, value, allowed: "0 (a tie), 1 or 2")
      }
      return vote
    }
    let answers = (try row.answer("response1"), try row.answer("response2"))
    let context = try row.instruction()
    if votes.count(where: { $0 == 1 }) * 2 > votes.count { return (context, answers.0, answers.1) }
    if votes.count(where: { $0 == 2 }) * 2 > votes.count { return (context, answers.1, answers.0) }
    throw RowFault.tie
  }
}
