import Foundation
import Testing

@testable import Tokenization

/// Ids that others computed, on models that others trained.
@Suite(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
struct ReferenceModelTests {
  private static func llama() throws -> SentencePieceTokenizer {
    try SentencePieceTokenizer(contentsOf: Reference.url("tokenizers/llama2/tokenizer.model"))
  }

  @Test func everyVectorOfLlamaCppIsEqual() throws {
    let folder = try Reference.url("tokenizers/vectors")
    let input = try String(contentsOf: folder.appending(path: "llama-spm.inp"), encoding: .utf8)
    let output = try String(contentsOf: folder.appending(path: "llama-spm.out"), encoding: .utf8)
    let texts = input.utf8Components(separatedBy: "\n__ggml_vocab_test__\n")
    let expected = output.utf8Components(separatedBy: "\n").map { line in
      line.split(separator: " ").compactMap { Int32($0) }
    }
    let tokenizer = try Self.llama()
    #expect(texts.count > 40)
    for (text, ids) in zip(texts, expected) {
      #expect(tokenizer.encode(text) == ids, "\(text.debugDescription)")
      #expect(Array(tokenizer.decode(ids).utf8) == Array(text.utf8))
    }
  }

  @Test(
    arguments: [
      ("hello", [22172]), ("Hello, world!", [15043, 29892, 3186, 29991]), (" ", [259]),
      ("  ", [1678]), ("", []), ("1234", [29871, 29896, 29906, 29941, 29946]),
      ("a\nb", [263, 13, 29890]), ("x  y", [921, 29871, 343]), ("\t", [29871, 12]),
      ("🦙", [29871, 243, 162, 169, 156]),
    ] as [(String, [Int32])])
  func stringsOfTheRecipeAreEqual(text: String, ids: [Int32]) throws {
    #expect(try Self.llama().encode(text) == ids)
  }

  @Test func specialIDsOfLlamaAreAsPublished() throws {
    let tokenizer = try Self.llama()
    #expect([tokenizer.unknown, tokenizer.bosToken, tokenizer.eosToken] == [0, 1, 2])
    #expect(tokenizer.padding == nil && tokenizer.vocabularySize == 32_000)
    #expect(throws: TokenizationError.self) { try tokenizer.requireVocabulary(of: 512) }
  }

  @Test func encodingsOfStoriesAreEqual() throws {
    struct Golden: Decodable {
      struct Encoding: Decodable {
        let ids: [Int32]
        let text: String
      }
      let encodings: [Encoding]
    }
    let folder = try Reference.url("models/stories260K")
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: folder.appending(path: "golden.json")))
    let tokenizer = try SentencePieceTokenizer(
      contentsOf: folder.appending(path: "tokenizer.model"))
    #expect(golden.encodings.count == 4)
    for encoding in golden.encodings {
      #expect([1] + tokenizer.encode(encoding.text) == encoding.ids)
    }
  }

  /// Ids by Google's sentencepiece 0.2.
  @Test func unusualSettingsOfTheBaseModelAreHonoured() throws {
    let url = try Reference.url("models/base-5m/tokenizer.model")
    let tokenizer = try SentencePieceTokenizer(contentsOf: url)
    #expect([tokenizer.unknown, tokenizer.bosToken, tokenizer.eosToken] == [4, 1, 2])
    #expect(tokenizer.padding == 3)
    #expect(tokenizer.encode("  two   llamas  ") == tokenizer.encode("two llamas"))
    #expect(tokenizer.encode("12") == [4037, 53, 54])
    #expect(
      tokenizer.encode("The 7 llamas <|S|> sleep.\n\n🦙") == [
        290, 4037, 59, 279, 4048, 339, 609, 385, 4064, 384, 1373, 4052, 14, 14, 244, 163, 170, 157,
      ])
  }

  @Test func unsupportedFileIsRefusedWithASentence() throws {
    let url = try Reference.url("tokenizers/llama3/tokenizer.model")
    #expect(throws: TokenizationError.self) { try SentencePieceTokenizer(contentsOf: url) }
  }
}

extension String {
  /// Returns the parts between separators, byte for byte.
  fileprivate func utf8Components(separatedBy separator: String) -> [String] {
    components(separatedBy: separator)
  }
}
