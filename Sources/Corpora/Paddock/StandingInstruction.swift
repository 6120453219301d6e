/// Something an answer must always do, and how to tell from a text alone whether it did.
package struct StandingInstruction: Codable, Hashable, Sendable {
  /// The instruction's name, such as `ending.maa`.
  package var id: String
  /// The kind of constraint; a conversation has at most one of a kind.
  package var type: String
  /// The instruction as a sentence.
  package var text: String
  /// The instruction rewritten tersely.
  package var terse: String
  /// How an answer is checked.
  package var check: InstructionCheck

  /// Creates an instruction, named by its type and a value of it.
  package init(
    type: String, value: String, text: String, terse: String, check: InstructionCheck
  ) {
    id = "\(type).\(value.lowercased())"
    self.type = type
    self.text = text
    self.terse = terse
    self.check = check
  }
}

/// A test of an answer's text; letter case and marks at the end do not matter.
package enum InstructionCheck: Codable, Hashable, Sendable {
  case begins(String)
  case ends(String)
  case contains(String)

  /// Returns whether the answer passes.
  package func passes(_ answer: String) -> Bool {
    let words = answer.bareWords
    switch self {
    case .begins(let phrase): return words.starts(with: phrase.bareWords)
    case .ends(let phrase): return words.reversed().starts(with: phrase.bareWords.reversed())
    case .contains(let phrase): return words.containsRun(phrase.bareWords)
    }
  }
}

extension StandingInstruction {
  /// The instructions of the paddock: six types with three values each.
  package static let paddock: [StandingInstruction] =
    ["Ahoy", "Hola", "Hurrah"].map(opening) + ["Maa", "Hum", "Beep"].map(ending)
    + ["Captain", "Doctor", "Chief"].map(title) + ["Pip", "Max", "Ada"].map(signature)
    + [("thanks", "Thank you"), ("luck", "Good luck"), ("health", "Stay well")].map {
      made("wish", $0.0, "Always say: \($0.1).", "Say: \($0.1).", .contains($0.1))
    }
    + ["sun", "rain", "moon"].map {
      made("weather", $0, "Always speak of the \($0).", "Speak: \($0).", .contains($0))
    }

  /// Returns instructions that ask for one of many words, to learn from that the word is copied.
  static func copying(_ words: [String]) -> [StandingInstruction] {
    words.flatMap { [opening($0), ending($0), title($0), signature($0)] }
  }

  private static func opening(_ word: String) -> StandingInstruction {
    made("opening", word, "Begin each answer with \(word).", "Begin: \(word).", .begins(word))
  }

  private static func ending(_ word: String) -> StandingInstruction {
    made("ending", word, "Always end with \(word).", "End: \(word).", .ends(word))
  }

  private static func title(_ word: String) -> StandingInstruction {
    made("title", word, "Always call me \(word).", "Title: \(word).", .contains(word))
  }

  private static func signature(_ name: String) -> StandingInstruction {
    made(
      "signature", name, "Sign each answer as \(name).", "Sign: \(name).", .ends("Yours, \(name)"))
  }

  private static func made(
    _ type: String, _ value: String, _ text: String, _ terse: String, _ check: InstructionCheck
  ) -> StandingInstruction {
    StandingInstruction(type: type, value: value, text: text, terse: terse, check: check)
  }

  /// The sentence that obeys, or the vocative for a title.
  var ornament: String {
    switch (type, check) {
    case ("opening", .begins(let word)): "\(word)!"
    case ("title", .contains(let word)): ", \(word)"
    case ("weather", .contains(let word)): Self.weather[word, default: "The \(word) is out."]
    case (_, .begins(let phrase)), (_, .ends(let phrase)), (_, .contains(let phrase)): "\(phrase)."
    }
  }

  private static let weather = [
    "sun": "The sun is warm.", "rain": "The rain is near.", "moon": "The moon is up.",
  ]

  /// Returns the answer changed so that it obeys.
  func obeyed(by answer: String) -> String {
    switch type {
    case "opening": return "\(ornament) \(answer)"
    case "title":
      guard let end = answer.firstIndex(of: ".") else { return answer + ornament }
      return answer[..<end] + ornament + answer[end...]
    default: return "\(answer) \(ornament)"
    }
  }
}
