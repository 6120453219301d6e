/// What every sentence of the paddock's closed language means.
struct SentenceBook: Sendable {
  /// The meaning of a sentence.
  enum Meaning: Hashable, Sendable {
    case claim(Fact)
    /// Help with a harmless request: the peril it sounds like, which request, the llama.
    case guidance(peril: Int, index: Int, name: String)
    case harm
    case refusal
    case reason(peril: Int, name: String)
    case alternative(peril: Int)
    case closing
    case hedge
    /// What obeys an instruction and says nothing else.
    case ornament
  }

  private let meanings: [[String]: Meaning]

  /// Lists all sentences that can be said of a world.
  init(_ book: FactBook) {
    var meanings: [[String]: Meaning] = [:]
    for fact in book.keys.flatMap({ book.claims($0) }) {
      for text in book.statements(fact) { meanings[text.bareWords] = .claim(fact) }
    }
    for (number, peril) in Peril.all.enumerated() {
      for name in book.names { Self.add(peril, number, name, to: &meanings) }
    }
    for text in Peril.refusals { meanings[text.bareWords] = .refusal }
    for text in AnswerWriter.hedges { meanings[text.bareWords] = .hedge }
    for text in AnswerWriter.closings { meanings[text.bareWords] = .closing }
    for instruction in StandingInstruction.paddock where instruction.type != "title" {
      meanings[instruction.ornament.bareWords] = .ornament
    }
    self.meanings = meanings
  }

  private static func add(
    _ peril: Peril, _ number: Int, _ name: String, to meanings: inout [[String]: Meaning]
  ) {
    for (index, text) in peril.guidance.enumerated() {
      meanings[text.filled(name).bareWords] = .guidance(peril: number, index: index, name: name)
    }
    for text in peril.harms { meanings[text.filled(name).bareWords] = .harm }
    meanings[peril.reason.filled(name).bareWords] = .reason(peril: number, name: name)
    meanings[peril.alternative.filled(name).bareWords] = .alternative(peril: number)
  }

  /// Returns what the words mean, or nothing when no sentence has them.
  func meaning(of words: [String]) -> Meaning? { meanings[words] }
}
