import Foundation
import Testing

@testable import Tokenization

@Suite struct TokenizerModelTests {
  /// Returns the sentence that a model is refused with, or nil.
  private func refusal(_ change: (inout SentencePieceModel) -> Void) -> String? {
    do {
      _ = try ToyModel.tokenizer(change)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func specialIDsAreWhereTheModelSays() throws {
    let tokenizer = try ToyModel.tokenizer { model in
      model.pieces.swapAt(0, 11)
      model.pieces.swapAt(1, 5)
      model.trainer.bosToken = -1
      model.trainer.padding = 5
    }
    #expect(tokenizer.unknown == 11)
    #expect(tokenizer.bosToken == nil)
    #expect(tokenizer.padding == 5)
    #expect(tokenizer.eosToken == 2)
  }

  @Test(arguments: [
    (TrainerSettings.Algorithm.unigram, "unigram"), (.word, "word"), (.character, "char"),
  ])
  func otherAlgorithmIsRefusedByName(algorithm: TrainerSettings.Algorithm, name: String) {
    #expect(refusal { $0.trainer.algorithm = algorithm }?.contains("'\(name)'") == true)
  }

  @Test func normalizerWithRulesIsRefusedByName() {
    let sentence = refusal { model in
      model.normalizer.name = "nmt_nfkc"
      model.normalizer.characterMap = [1, 2, 3]
    }
    #expect(sentence?.contains("'nmt_nfkc'") == true)
    #expect(refusal { $0.denormalizerMap = [1] } != nil)
    #expect(refusal { $0.normalizer.name = "nmt_nfkc" } == nil, "a name without rules is harmless")
  }

  @Test func contradictoryVocabulariesAreRefused() {
    #expect(refusal { $0.pieces[3].text = "" }?.contains("Piece 3 ") == true)
    #expect(refusal { $0.pieces[4].text = "▁a" }?.contains("'▁a' is there twice") == true)
    #expect(refusal { $0.pieces[4].score = .nan } != nil)
    #expect(refusal { $0.pieces[4].kind = .unknown } != nil)
    #expect(refusal { $0.pieces[0].kind = .control } != nil)
    #expect(refusal { $0.trainer.byteFallback = true }?.contains("0 byte pieces") == true)
    #expect(refusal { $0.pieces[4] = SentencePiece("<0x41>", kind: .byte) } != nil)
    #expect(refusal { $0.trainer.eosToken = -1 } != nil)
    #expect(refusal { $0.trainer.eosToken = 12 }?.contains("12 pieces") == true)
    #expect(refusal { $0.trainer.bosToken = -2 } != nil)
    #expect(refusal { $0.trainer.bosToken = 4 }?.contains("normal") == true)
  }

  @Test func otherVocabularyOfTheModelIsRefused() throws {
    let tokenizer = try ToyModel.tokenizer()
    try tokenizer.requireVocabulary(of: 12)
    let expected = TokenizationError.vocabularyMismatch(tokenizer: 12, model: 512)
    #expect(throws: expected) { try tokenizer.requireVocabulary(of: 512) }
    #expect("\(expected)".hasPrefix("The tokenizer disagrees with the vocabulary"))
  }

  @Test func piecesAreFoundByTheirIDs() throws {
    let tokenizer = try ToyModel.tokenizer()
    #expect(tokenizer.piece(1) == "<s>" && tokenizer.piece(3) == "\u{2581}a")
    #expect(tokenizer.piece(12) == nil && tokenizer.piece(-1) == nil)
    #expect(tokenizer.canSample(11) && !tokenizer.canSample(12) && !tokenizer.canSample(-1))
  }

  @Test func missingFileIsNamed() {
    let url = URL(filePath: "/nowhere/tokenizer.model")
    #expect {
      try SentencePieceTokenizer(contentsOf: url)
    } throws: {
      "\($0)".hasPrefix("/nowhere/tokenizer.model: ")
    }
  }

  @Test func modelSurvivesItsFile() throws {
    var model = try ToyModel.trained()
    model.trainer.padding = 300
    model.trainer.unknownSurface = "?"
    model.denormalizerMap = [7]
    model.normalizer.characterMap = [1, 2]
    let read = try SentencePieceModel(decoding: model.serialized(), from: "toy")
    #expect(read == model)
    #expect(read.serialized() == model.serialized())
  }

  @Test func absentFieldsHaveTheDefaultsOfTheSchema() throws {
    // One piece "a" and nothing else: tag 0A, length 3, tag 0A, length 1, "a".
    let model = try SentencePieceModel(decoding: Data([0x0A, 3, 0x0A, 1, 0x61]), from: "one")
    #expect(model.pieces == [SentencePiece("a", score: 0, kind: .normal)])
    #expect(model.trainer.algorithm == .unigram)
    #expect([model.trainer.unknown, model.trainer.bosToken] == [0, 1])
    #expect([model.trainer.eosToken, model.trainer.padding] == [2, -1])
    #expect(model.normalizer.addsDummyPrefix && model.normalizer.removesExtraWhitespace)
  }

  @Test func everyTruncationIsAnErrorOrAModel() throws {
    let data = try ToyModel.trained(size: 280).serialized()
    var refused = 0
    for length in 0..<data.count {
      do {
        _ = try SentencePieceTokenizer(
          model: SentencePieceModel(decoding: data.prefix(length), from: "toy"))
      } catch is TokenizationError {
        refused += 1
      }
    }
    // Only a cut at the end of the trainer's settings, or inside the normaliser's none, may pass.
    #expect(refused >= data.count - 1)
  }

  private func fact(_ bytes: [UInt8]) -> String {
    do {
      _ = try SentencePieceModel(decoding: Data(bytes), from: "toy")
      return "accepted"
    } catch {
      return "\(error)"
    }
  }

  @Test func countsAndLengthsOfPiecesAreBounded() {
    let one: [UInt8] = [0x0A, 3, 0x0A, 1, 0x61]
    let many = [[UInt8]](repeating: one, count: 1_000_001).flatMap { $0 }
    #expect(fact(many).contains("a piece begins that is one too many"))
    // Tag 0A, length 2003, tag 0A, length 2000, the text.
    let long = [0x0A, 0xD3, 0x0F, 0x0A, 0xD0, 0x0F] + [UInt8](repeating: 0x61, count: 2_000)
    #expect(fact(long).contains("longer than any piece"))
  }

  @Test func numbersOutsideTheirFieldAreRefused() {
    // The trainer's settings, tag 12: vocabulary_size, tag 20, of 33 bits.
    #expect(fact([0x12, 6, 0x20, 0x80, 0x80, 0x80, 0x80, 0x10]).contains("is not one of"))
    // unk_id, tags C0 02, is -1 as 32 and as 64 bits.
    for bytes: [UInt8] in [
      [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],
      [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1],
    ] {
      let message = [0x0A, 3, 0x0A, 1, 0x61, 0x12, UInt8(2 + bytes.count), 0xC0, 2] + bytes
      #expect(
        (try? SentencePieceModel(decoding: Data(message), from: "toy"))?.trainer.unknown == -1)
    }
  }

  @Test func randomDamageIsAnErrorOrAModel() throws {
    let data = ToyModel.model().serialized()
    var numbers = TestNumbers(2)
    var refused = 0
    for _ in 0..<5_000 {
      var damaged = data
      for _ in 0...numbers.below(3) {
        damaged[numbers.below(data.count)] = UInt8(numbers.below(256))
      }
      do {
        let model = try SentencePieceModel(decoding: damaged, from: "toy")
        _ = try SentencePieceTokenizer(model: model).encode("abc a b")
      } catch is TokenizationError {
        refused += 1
      }
    }
    #expect(refused > 1_000)
  }

  @Test func sentencesSayWhereAndWhatToDo() throws {
    let whole = ToyModel.model().serialized()
    #expect {
      try SentencePieceModel(decoding: whole.prefix(9), from: "a/tokenizer.model")
    } throws: {
      "\($0)" == "a/tokenizer.model: not a whole SentencePiece model, it ends in the middle of a "
        + "field, at byte 2; fetch the file again."
    }
  }
}
