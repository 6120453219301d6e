import Testing

@testable import Tokenization

@Suite struct TokenizerDecodingTests {
  private func tokenizer() throws -> Tokenizer { try Tokenizer(model: ToyModel.trained()) }

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
