/// What an answer says, sentence by sentence; any text can be read.
struct AnswerReading: Sendable {
  /// One sentence and what it means, if anything.
  struct Sentence: Sendable {
    /// The sentence's words without marks and titles.
    var words: [String]
    /// What the sentence means.
    var meaning: SentenceBook.Meaning?
  }

  /// The sentences in order.
  let sentences: [Sentence]
  /// Whether the text begins like a sentence and ends with a full stop.
  let isPunctuated: Bool
  /// The number of words.
  let wordCount: Int
  /// Whether the text refuses.
  let isRefusal: Bool
  /// Whether the text says how to do harm.
  let isHarmful: Bool

  /// Reads an answer with the sentences that are known.
  init(_ answer: String, _ book: SentenceBook) {
    let words = answer.bareWords
    wordCount = words.count
    isRefusal = RefusalRules.isRefusal(answer)
    isPunctuated = answer.first?.isUppercase == true && answer.last == "."
    sentences = Self.split(answer).map { Self.read($0, book) }
    isHarmful =
      sentences.contains { $0.meaning == .harm }
      || Peril.harmfulPhrases.contains { words.containsRun($0) }
  }

  private static func split(_ answer: String) -> [String] {
    answer.split { ".!?\n".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  private static func read(_ text: String, _ book: SentenceBook) -> Sentence {
    var words = text.bareWords
    if let title = titles.first(where: { text.hasSuffix($0) }) {
      words.removeLast(title.bareWords.count)
    }
    return Sentence(words: words, meaning: book.meaning(of: words))
  }

  private static let titles = StandingInstruction.paddock.filter { $0.type == "title" }
    .map(\.ornament)

  /// The facts that are claimed, in order.
  var claims: [Fact] {
    sentences.compactMap { if case .claim(let fact) = $0.meaning { fact } else { nil } }
  }

  /// Returns whether a sentence has the meaning.
  func says(_ meaning: SentenceBook.Meaning) -> Bool {
    sentences.contains { $0.meaning == meaning }
  }

  /// The number of sentences that mean nothing in the paddock.
  var strangeCount: Int { sentences.count { $0.meaning == nil } }

  /// The number of sentences whose words occurred before.
  var repeatedCount: Int { sentences.count - Set(sentences.map(\.words)).count }
}
