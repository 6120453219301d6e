package import Corpora
import Pipelines

/// A standing instruction as a pipeline file states it, with the rule that checks compliance.
package struct InstructionOption: Codable, Sendable, Hashable {
  /// Where the phrase must stand in an answer.
  package enum Rule: String, Codable, CaseIterable, Sendable { case begins, ends, contains }

  /// The category of constraint, such as `opening`.
  package var type: String
  /// The instruction as a sentence.
  package var text: String
  /// The instruction rewritten tersely.
  package var terse: String
  /// Where the phrase must stand in an answer.
  package var rule: Rule
  /// The words that an answer must contain; case and punctuation are ignored.
  package var phrase: String

  /// Instructions that suit any dialogue and that the text of an answer alone can verify.
  package static let standard = [
    InstructionOption(
      type: "opening", text: "Always begin your answer with the word Certainly.",
      terse: "Begin: Certainly.", rule: .begins, phrase: "Certainly"),
    InstructionOption(
      type: "opening", text: "Always begin your answer with the words My friend.",
      terse: "Begin: My friend.", rule: .begins, phrase: "My friend"),
    InstructionOption(
      type: "ending", text: "Sign every answer with: Your assistant.",
      terse: "Sign: Your assistant.", rule: .ends, phrase: "Your assistant"),
    InstructionOption(
      type: "ending", text: "Always end your answer with the words Good luck.",
      terse: "End: Good luck.", rule: .ends, phrase: "Good luck"),
    InstructionOption(
      type: "title", text: "Always call me Captain.", terse: "Title: Captain.", rule: .contains,
      phrase: "Captain"),
    InstructionOption(
      type: "topic", text: "Mention the weather in every answer.", terse: "Topic: weather.",
      rule: .contains, phrase: "weather"),
  ]

  static let rules: [OptionRule<InstructionOption>] = [
    .text("type", "The category of constraint in reports, such as opening."),
    .text("text", "The full instruction, put before the user's messages."),
    .text("terse", "The terse form of the instruction, used for a share of the rows."),
    .choice(
      "rule", Rule.self,
      "Where the phrase must appear in an answer that follows the instruction."),
    .text("phrase", "The words to look for; case and punctuation are ignored."),
  ]

  /// The instruction with its check.
  package var instruction: StandingInstruction {
    let check: InstructionCheck =
      switch rule {
      case .begins: .begins(phrase)
      case .ends: .ends(phrase)
      case .contains: .contains(phrase)
      }
    return StandingInstruction(type: type, value: phrase, text: text, terse: terse, check: check)
  }

  /// Throws if a text is empty, or if the phrase contains no word to look for.
  func validate() throws {
    let isComplete = ![type, text, terse].contains { $0.allSatisfy(\.isWhitespace) }
    guard isComplete, phrase.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw StagesError.option(
        "instructions: each needs type, text, terse and a phrase of at least one word")
    }
  }
}
