import Testing

@testable import Tokenization

/// Ids by hand: ▁a 3, ab 4, abc 5, bc 6, aa 7, ▁ 8, a 9, b 10, c 11.
@Suite struct TokenizerEncodingTests {
  @Test func bestScoreIsMergedFirst() throws {
    // "▁abc": "▁a" (score 0) wins over "ab" (−1) and "bc" (−3); then "bc".
    #expect(try ToyModel.tokenizer().encode("abc") == [3, 6])
  }

  @Test func leftmostOfEqualScoresIsMergedFirst() throws {
    let tokenizer = try ToyModel.tokenizer { $0.normalizer.addsDummyPrefix = false }
    #expect(tokenizer.encode("aaa") == [7, 9])
    let tied = try ToyModel.tokenizer { model in
      model.normalizer.addsDummyPrefix = false
      for id in 3..<12 { model.pieces[id].score = -1 }
    }
    // "aabc": "aa" stands left of "ab"; then "bc".
    #expect(tied.encode("aabc") == [7, 6])
  }

  @Test func emptyTextHasNoIDs() throws {
    #expect(try ToyModel.tokenizer().encode("") == [])
    let suffix = try ToyModel.tokenizer { $0.trainer.treatsWhitespaceAsSuffix = true }
    #expect(suffix.encode("") == [])
  }

  @Test func dummyPrefixIsTheModelsChoice() throws {
    let tokenizer = try ToyModel.tokenizer { $0.normalizer.addsDummyPrefix = false }
    #expect(tokenizer.encode("bc") == [6])
    #expect(try ToyModel.tokenizer().encode("bc") == [8, 6])
    let suffix = try ToyModel.tokenizer { $0.trainer.treatsWhitespaceAsSuffix = true }
    #expect(suffix.encode("bc") == [6, 8])
  }

  @Test func extraWhitespaceIsKeptOrRemovedAsTheModelSays() throws {
    #expect(try ToyModel.tokenizer().encode(" b  c ") == [8, 8, 10, 8, 8, 11, 8])
    let removing = try ToyModel.tokenizer { $0.normalizer.removesExtraWhitespace = true }
    #expect(removing.encode("  b   c  ") == [8, 10, 8, 11])
    #expect(removing.encode("   ") == [])
  }

  @Test func unknownStretchIsOneIDWithoutByteFallback() throws {
    #expect(try ToyModel.tokenizer().encode("xyzb") == [8, 0, 10])
  }

  @Test func unknownCharacterBecomesItsBytes() throws {
    let tokenizer = try ToyModel.tokenizer { model in
      model.trainer.byteFallback = true
      for byte in UInt8.min...UInt8.max {
        model.pieces.append(SentencePiece(SentencePiece.byteText(byte), kind: .byte))
      }
    }
    // "é" is C3 A9; the bytes' pieces begin at 12.
    #expect(tokenizer.encode("é") == [8, 12 + 0xC3, 12 + 0xA9])
    #expect(tokenizer.decode([8, 12 + 0xC3, 12 + 0xA9]) == "é")
  }

  @Test func userDefinedPieceIsTakenOutBeforeMerging() throws {
    let tokenizer = try ToyModel.tokenizer { model in
      model.pieces.append(SentencePiece("ca", kind: .userDefined))
      model.pieces.append(SentencePiece("cab", kind: .userDefined))
    }
    // "▁ab" + "cab" + "ca": the longest match first, and no merge across it.
    #expect(tokenizer.encode("abcabca") == [3, 10, 13, 12])
  }

  @Test func unusedPieceIsTakenApart() throws {
    let tokenizer = try ToyModel.tokenizer { model in
      model.normalizer.addsDummyPrefix = false
      model.pieces[5].kind = .unused
    }
    #expect(tokenizer.encode("abc") == [4, 11])
  }

  @Test func specialPieceIsNeverParsedFromText() throws {
    let ids = try ToyModel.tokenizer().encode("<s>a</s>")
    #expect(!ids.contains(1) && !ids.contains(2))
  }

  @Test func canonicallyEqualTextsAreDifferentPieces() throws {
    let tokenizer = try ToyModel.tokenizer { model in
      model.pieces.append(SentencePiece("\u{E9}"))
      model.pieces.append(SentencePiece("e\u{301}"))
    }
    #expect(tokenizer.encode("\u{E9}") == [8, 12])
    #expect(tokenizer.encode("e\u{301}") == [8, 13])
  }

  @Test func longTextEqualsTheSumOfItsBlocks() throws {
    // No piece joins "c" with "▁", so every word is independent of the others.
    let tokenizer = try ToyModel.tokenizer()
    let words = Array(repeating: "aabc", count: 5_000)
    let expected = words.flatMap { tokenizer.encode($0) }
    #expect(tokenizer.encode(words.joined(separator: " ")) == expected)
  }
}
