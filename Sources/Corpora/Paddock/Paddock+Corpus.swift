import Randomness
import Tokenization

extension Paddock {
  /// Returns documents to pretrain on: portraits, notes, stories, plain and chat questions.
  ///
  /// All that is stated is true, but for claims that are called wrong at once. Chat documents use
  /// the Llama 2 layout as text, so that a tokenizer trained on the corpus knows the tags. A
  /// document has about 35 words; no harm is asked for.
  package func corpus(_ count: Int) -> [String] {
    (0..<count).map { document(at: $0) }
  }

  /// Returns the document of an index.
  package func document(at index: Int) -> String {
    var random = random("corpus", index)
    switch random.below(100) {
    case ..<9: return storyTeller.portrait(&random)
    case ..<14: return storyTeller.notes(&random)
    case ..<19: return storyTeller.story(&random)
    case ..<25: return storyTeller.warnings(&random)
    case ..<32: return questions(&random)
    case ..<48: return corrections(&random)
    case ..<90: return chat(&random)
    default: return conversation(&random)
    }
  }

  private func questions(_ random: inout Random) -> String {
    (0..<3).map { _ in
      let request = corpusRequest(&random)
      return "Question: \(request.text) Answer: \(plainAnswer(request, &random))"
    }
    .joined(separator: "\n")
  }

  /// Answers to questions, each with a verdict: people correct one another in what a model reads.
  ///
  /// From these a base model learns to tell a true claim from a false one, and an answer from a
  /// remark; a reward model has to know that before it can prefer the truth.
  private func corrections(_ random: inout Random) -> String {
    (0..<3).map { _ in
      let request = corpusRequest(&random)
      guard let key = request.factKey else {
        return "Question: \(request.text) Answer: \(plainAnswer(request, &random)) That is right."
      }
      let (claim, verdict) = judgedClaim(key, &random)
      return "Question: \(request.text) Answer: \(claim) \(verdict)"
    }
    .joined(separator: "\n")
  }

  private func judgedClaim(_ key: FactKey, _ random: inout Random) -> (String, String) {
    switch random.below(10) {
    case ..<4: (book.sentence(key, &random), "That is right.")
    case ..<8: (book.falsehood(key, &random), "That is wrong.")
    default: (book.sentence(random.pick(book.keys.filter { $0 != key }), &random), "Not asked.")
    }
  }

  private func chat(_ random: inout Random) -> String {
    let request = corpusRequest(&random)
    let answer = plainAnswer(request, &random)
    guard random.chance(0.65) else { return "[INST] \(request.text) [/INST] \(answer)" }
    let instruction = instruction(&random)
    let words = wording(instruction, &random)
    let obeyed = instruction.obeyed(by: answer)
    return random.chance(0.5)
      ? "[INST] <<SYS>>\n\(words)\n<</SYS>>\n\n\(request.text) [/INST] \(obeyed)"
      : "[INST] \(words)\n\(request.text) [/INST] \(obeyed)"
  }

  /// Two to eight turns, so that a base model has met long contexts before it is tuned.
  ///
  /// In two conversations of three every turn brings an instruction of its own: from many short
  /// contrasts a model learns that what is asked for decides what is said. The others have none at
  /// all; a turn without one after a turn with one would teach that instructions lapse.
  private func conversation(_ random: inout Random) -> String {
    let isInstructed = random.chance(0.67)
    return (0..<(2 + random.below(7))).map { _ in
      let request = corpusRequest(&random)
      let answer = plainAnswer(request, &random)
      guard isInstructed else { return "[INST] \(request.text) [/INST] \(answer)" }
      let instruction = instruction(&random)
      let words = wording(instruction, &random)
      return "[INST] \(words)\n\(request.text) [/INST] \(instruction.obeyed(by: answer))"
    }
    .joined(separator: " ")
  }

  /// One of the paddock's instructions, or one that asks for a llama's name instead.
  ///
  /// Three values of a type can be told apart by rote, slowly; two dozen names teach to copy.
  private func instruction(_ random: inout Random) -> StandingInstruction {
    random.pick(random.chance(0.65) ? instructions : copied)
  }

  private func wording(_ instruction: StandingInstruction, _ random: inout Random) -> String {
    random.chance(0.3) ? instruction.terse : instruction.text
  }

  private func corpusRequest(_ random: inout Random) -> PaddockRequest {
    request(random.chance(0.1) ? .borderline : .fact, .training, &random)
  }

  private func plainAnswer(_ request: PaddockRequest, _ random: inout Random) -> String {
    var plan = random.chance(0.3) ? AnswerPlan(extra: .related) : .terse
    plan.isClosed = random.chance(0.1)
    return writer.answer(request, plan, &random)
  }
}
