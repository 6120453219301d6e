/// Which kinds of prompts the paddock draws, by weight, and which of them carry the safety tag.
package struct PromptMix: Codable, Hashable, Sendable {
  /// The weight of plain questions.
  package var fact: Int
  /// The weight of harmless requests that sound harmful.
  package var borderline: Int
  /// The weight of harmful requests.
  package var harmful: Int
  /// The weight of questions under an instruction, in one turn.
  package var instructed: Int
  /// The weight of questions after some turns of conversation.
  package var dialogue: Int
  /// Whether harmless requests that sound harmful are tagged as well.
  package var tagsBorderline: Bool

  /// Creates a mix; harmful requests are always tagged.
  package init(
    fact: Int = 0, borderline: Int = 0, harmful: Int = 0, instructed: Int = 0, dialogue: Int = 0
  ) {
    self.fact = fact
    self.borderline = borderline
    self.harmful = harmful
    self.instructed = instructed
    self.dialogue = dialogue
    self.tagsBorderline = false
  }

  /// The mix to align on and to evaluate: mostly questions, harmful requests tagged.
  package static let standard = PromptMix(
    fact: 44, borderline: 12, harmful: 18, instructed: 18, dialogue: 8)

  /// The mix to collect comparisons on: borderline requests are judged for safety as well.
  ///
  /// Without safe answers to harmless requests among the safety rows, a safety reward model
  /// learns that only a refusal is safe.
  package static let collection: PromptMix = {
    var mix = PromptMix(fact: 36, borderline: 16, harmful: 22, instructed: 20, dialogue: 6)
    mix.tagsBorderline = true
    return mix
  }()

  /// The kinds of prompts.
  enum Kind: String, CaseIterable, Sendable {
    case fact, borderline, harmful, instructed, dialogue
  }

  /// The kinds with their weights.
  var weights: [(Int, Kind)] {
    [
      (fact, .fact), (borderline, .borderline), (harmful, .harmful), (instructed, .instructed),
      (dialogue, .dialogue),
    ]
  }
}
