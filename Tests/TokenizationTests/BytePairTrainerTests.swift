import Testing

@testable import Tokenization

@Suite struct BytePairTrainerTests {
  @Test func vocabularyHasTheSizeAskedForAndLlamasIDs() throws {
    let model = try ToyModel.trained(size: 350)
    #expect(model.pieces.count == 350)
    #expect(model.pieces.prefix(4).map(\.text) == ["<unk>", "<s>", "</s>", "<0x00>"])
    let tokenizer = try SentencePieceTokenizer(model: model)
    #expect([tokenizer.unknown, tokenizer.bosToken, tokenizer.eosToken] == [0, 1, 2])
    #expect(tokenizer.padding == nil)
  }

  @Test func mostFrequentPairIsMergedFirst() throws {
    // "xy" occurs six times, "▁x" twice: the words are "▁xyxyxy" twice.
    let model = try BytePairTrainer(vocabularySize: 259 + 4).train(on: ["xyxyxy xyxyxy"])
    #expect(model.pieces.dropFirst(259).map(\.text) == ["xy", "xyxy", "x", "y"])
    #expect(model.pieces.dropFirst(259).map(\.score) == [0, -1, -2, -3])
  }

  @Test func wholeWordsBecomePieces() throws {
    let tokenizer = try SentencePieceTokenizer(model: ToyModel.trained())
    #expect(tokenizer.encode("the llama").count == 2)
  }

  @Test func piecesNeverJoinWordsOrDigitsOrSigns() throws {
    for piece in try ToyModel.trained().pieces where piece.kind == .normal {
      #expect(!piece.text.dropFirst().contains("▁"))
      #expect(piece.text.count == 1 || !piece.text.contains(where: \.isNumber))
      #expect(!piece.text.contains("\n"))
      let letters = piece.text.filter { $0 != "▁" }.count(where: \.isLetter)
      #expect(letters == 0 || letters == piece.text.filter { $0 != "▁" }.count)
    }
  }

  @Test func digitsAreSplit() throws {
    let model = try ToyModel.trained()
    let tokenizer = try SentencePieceTokenizer(model: model)
    let digits = Array("305").map { String($0) }
    let pieces = tokenizer.encode("305").map { model.pieces[Int($0)].text }
    let bytes = digits.map { SentencePiece.byteText(UInt8(ascii: $0.unicodeScalars.first ?? "0")) }
    #expect(pieces.count == 4 && pieces[0] == "▁")
    #expect(zip(pieces.dropFirst(), zip(digits, bytes)).allSatisfy { $0 == $1.0 || $0 == $1.1 })
  }

  @Test func equalCorporaGiveEqualBytes() throws {
    #expect(try ToyModel.trained().serialized() == ToyModel.trained().serialized())
  }

  @Test func corpusOfTooFewPiecesIsRefused() {
    #expect(throws: TokenizationError.corpusTooSmall(wanted: 300, possible: 264)) {
      // ▁, a and b, then ▁a and ▁ab.
      try BytePairTrainer(vocabularySize: 300).train(on: ["ab"])
    }
    #expect(throws: TokenizationError.vocabularyTooSmall(wanted: 260, least: 261)) {
      try BytePairTrainer(vocabularySize: 260).train(on: ToyModel.corpus)
    }
  }

  @Test func charactersOutsideTheAlphabetStayBytes() throws {
    let texts = Array(repeating: ToyModel.corpus, count: 10).flatMap { $0 } + ["中"]
    let model = try BytePairTrainer(vocabularySize: 400).train(on: texts)
    #expect(!model.pieces.contains { $0.text.contains("中") })
    let tokenizer = try SentencePieceTokenizer(model: model)
    #expect(tokenizer.decode(tokenizer.encode("a中b")) == "a中b")
  }
}
