/// Trains a small SentencePiece byte-pair model on a corpus, for models that start from nothing.
///
/// Settings are Llama 2's: identity normaliser, a space before the text, extra whitespace kept,
/// digits split, byte fallback; `<unk>` 0, `<s>` 1, `</s>` 2, no padding. Merges come first in the
/// vocabulary, then the characters, as SentencePiece writes them. Equal corpora give equal models.
package struct BytePairTrainer: Sendable {
  private let vocabularySize: Int

  /// The share of the corpus's characters that the alphabet covers; the rest stay bytes.
  private static let coverage = 0.9995
  /// The special pieces and the bytes, which every model has.
  private static let fixedPieces = 3 + 256

  /// Creates a trainer of models with the given number of pieces.
  package init(vocabularySize: Int) {
    self.vocabularySize = vocabularySize
  }

  /// Returns the model of a corpus, or throws if the corpus is too small for the vocabulary.
  package func train(on texts: [String]) throws -> SentencePieceModel {
    let room = vocabularySize - Self.fixedPieces
    guard room >= 2 else {
      throw TokenizationError.vocabularyTooSmall(
        wanted: vocabularySize, least: Self.fixedPieces + 2)
    }
    var counter = WordCounter()
    for text in texts { counter.count(text) }
    let alphabet = Self.alphabet(of: counter, atMost: (room + 1) / 2)
    var merges = PairMerges(counter, alphabet: alphabet)
    while merges.symbols.count < room, merges.mergeMostFrequent() {}
    guard merges.symbols.count == room else {
      throw TokenizationError.corpusTooSmall(
        wanted: vocabularySize, possible: Self.fixedPieces + merges.symbols.count)
    }
    return model(symbols: merges.symbols, alphabet: alphabet.count)
  }

  /// Returns the most frequent characters, up to the coverage and the given number.
  private static func alphabet(of counter: WordCounter, atMost limit: Int) -> [[UInt8]] {
    var characters = ByteTable()
    var counts: [Int] = []
    for index in 0..<counter.words.count {
      for character in PairMerges.split(counter.words[index]) {
        let number = character.withUnsafeBufferPointer { characters.insert($0) }
        if number == counts.count { counts.append(0) }
        counts[number] += counter.counts[index]
      }
    }
    let order = counts.indices.sorted { (-counts[$0], $0) < (-counts[$1], $1) }
    let total = counts.reduce(0, +)
    var covered = 0
    var alphabet: [[UInt8]] = []
    for number in order.prefix(limit) where Double(covered) < coverage * Double(total) {
      alphabet.append(Array(characters[number]))
      covered += counts[number]
    }
    return alphabet
  }

  private func model(symbols: ByteTable, alphabet: Int) -> SentencePieceModel {
    var pieces = [
      SentencePiece("<unk>", kind: .unknown), SentencePiece("<s>", kind: .control),
      SentencePiece("</s>", kind: .control),
    ]
    pieces += (0...255).map { SentencePiece(SentencePiece.byteText($0), kind: .byte) }
    let order = Array(alphabet..<symbols.count) + Array(0..<alphabet)
    for (place, symbol) in order.enumerated() {
      let text = String(decoding: symbols[symbol], as: UTF8.self)
      pieces.append(SentencePiece(text, score: -Float(place)))
    }
    var trainer = TrainerSettings()
    trainer.algorithm = .bytePair
    trainer.vocabularySize = Int32(pieces.count)
    trainer.splitsDigits = true
    trainer.byteFallback = true
    var normalizer = NormalizerSettings()
    normalizer.name = "identity"
    normalizer.removesExtraWhitespace = false
    return SentencePieceModel(pieces: pieces, trainer: trainer, normalizer: normalizer)
  }
}
