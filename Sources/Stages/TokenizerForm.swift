import Foundation
import Tokenization

/// A form in which a folder may hold a tokenizer: the file it is known by, and what reads it.
struct TokenizerForm: Sendable {
  /// The name of the file.
  let file: String
  /// The most bytes of such a file.
  let mostBytes: Int
  /// Reads the bytes of the file; the path appears in errors.
  let read: @Sendable (_ bytes: Data, _ path: String) throws -> any TextTokenizer

  /// Every form there is, one line each; where a folder holds several, the first counts.
  static let all = [
    TokenizerForm(file: "tokenizer.model", mostBytes: 64_000_000) {
      try SentencePieceTokenizer(model: SentencePieceModel(decoding: $0, from: $1))
    }
  ]
}
