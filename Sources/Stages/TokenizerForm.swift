import Foundation
import Tokenization

/// A tokenizer format: the file it is recognised by, and its reader.
struct TokenizerForm: Sendable {
  /// The name of the file.
  let file: String
  /// The maximum size of the file in bytes.
  let mostBytes: Int
  /// Reads the bytes of the file; the path appears in errors.
  let read: @Sendable (_ bytes: Data, _ path: String) throws -> any TextTokenizer

  /// All supported formats, one line each; if a folder holds several, the first is used.
  static let all = [
    TokenizerForm(file: "tokenizer.model", mostBytes: 64_000_000) {
      try SentencePieceTokenizer(model: SentencePieceModel(decoding: $0, from: $1))
    }
  ]
}
