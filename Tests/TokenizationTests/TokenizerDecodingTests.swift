import Testing

@testable import Tokenization

@Suite struct TokenizerDecodingTests {
  private func tokenizer() throws -> SentencePieceTokenizer {
    try SentencePieceTokenizer(model: ToyModel.trained())
  }

  @Test func spaceBeforeTheTextIsTakenAway() throws {
    let tokenizer = try ToyModel.tokenizer()
    #expect(tokenizer.decode([3, 6]) == "abc")
    #expect(tokenizer.decode([1, 3, 6, 2]) == "abc")
    #expect(tokenizer.decode([8, 8, 10]) == " b")
  }

  @Test func everyLeadingSpaceIsTakenAwayIfExtraWhitespaceIsRemoved() throws {
    let tokenizer = try ToyModel.tokenizer { $0.normalizer.removesExtraWhitespace = true }
    #expect(tokenizer.decode([8, 8, 10]) == "b")
  }

  @Test func unknownPieceShowsItsSurface() throws {
    #expect(try ToyModel.tokenizer().decode([10, 0, 10]) == "b \u{2047} b")
  }

  @Test func bytesThatAreNoTextAreReplacedOneByOne() throws {
    // The byte b is piece 3 + b: F0 9F (cut off), "a", then 80 alone, then é whole.
    let bytes: [Int32] = [0xF0, 0x9F, 0x61, 0x80, 0xC3, 0xA9]
    #expect(try tokenizer().decode(bytes.map { $0 + 3 }) == "\u{FFFD}\u{FFFD}a\u{FFFD}é")
  }

  @Test func idOutsideTheVocabularyIsReplaced() throws {
    #expect(try ToyModel.tokenizer().decode([10, 99, -1, 10]) == "b\u{FFFD}\u{FFFD}b")
  }

  @Test func bytesComeOneByOneAndCharactersWhole() throws {
    // "a", then the four bytes of a llama, then "b": nothing is handed over while a byte is
    // missing.
    let ids: [Int32] = [0x61, 0xF0, 0x9F, 0xA6, 0x99, 0x62].map { $0 + 3 }
    var decoder = try tokenizer().decoder()
    let parts = ids.map { id in
      var part: [UInt8] = []
      decoder.append(id, to: &part)
      return String(decoding: part, as: UTF8.self)
    }
    #expect(parts == ["a", "", "", "", "\u{1F999}", "b"])
  }

  @Test func anyIDsOneByOneAreTheTextOfAll() throws {
    let tokenizer = try tokenizer()
    var numbers = TestNumbers(3)
    for _ in 0..<5_000 {
      // Half of them bytes, many of which begin characters that never end.
      let ids = (0..<numbers.below(12)).map { _ in
        Int32(numbers.below(2) == 0 ? 3 + numbers.below(256) : numbers.below(402) - 1)
      }
      var decoder = tokenizer.decoder()
      var text = ""
      for id in ids {
        var part: [UInt8] = []
        decoder.append(id, to: &part)
        text += try #require(String(validating: part, as: UTF8.self), "\(ids)")
      }
      var rest: [UInt8] = []
      decoder.finish(&rest)
      text += String(decoding: rest, as: UTF8.self)
      #expect(Array(text.utf8) == Array(tokenizer.decode(ids).utf8), "\(ids)")
    }
  }

  @Test func randomTextsRoundTrip() throws {
    let tokenizer = try tokenizer()
    let parts = [
      "llama", "the", " ", "  ", "\n", "\t", "7", "é", "e\u{301}", "🦙", "中", "\0", "<s>",
      "\u{FFFD}",
      "[INST]", "\u{200D}", "\r\n", ".", "A", "\u{10FFFF}",
    ]
    var numbers = TestNumbers(1)
    for _ in 0..<10_000 {
      let text = (0..<numbers.below(12)).map { _ in parts[numbers.below(parts.count)] }.joined()
      let back = tokenizer.decode(tokenizer.encode(text))
      guard Array(back.utf8) == Array(text.utf8) else {
        Issue.record("\(text.debugDescription) came back as \(back.debugDescription)")
        return
      }
    }
  }
}
