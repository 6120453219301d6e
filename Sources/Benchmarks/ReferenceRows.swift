import ArgumentParser
import Corpora
import Foundation
import Stages
import Tokenization

/// The rows that peers train on, as tokens.
struct ReferenceRows {
  private let folder: URL
  let bundle: TokenizerBundle

  init() throws {
    guard let path = ProcessInfo.processInfo.environment["LLAMERO_REFERENCE"] else {
      throw ValidationError("set LLAMERO_REFERENCE to the folder of reference data")
    }
    folder = URL(filePath: path)
    bundle = try TokenizerBundle(
      files: ["tokenizer.model": folder.appending(path: "tokenizers/llama2/tokenizer.model")])
  }

  /// Returns the first 256 Dolly rows of at most 512 tokens, with loss on the answers.
  func dolly() throws -> [EncodedRow] {
    let file = RecordFile(folder.appending(path: "sft/dolly_3k.json"))
    var counts = RowCounts()
    let rows = bundle.rows(
      try file.demonstrations().rows, maximumLength: 512, &counts)
    return Array(rows.prefix(256))
  }

  /// Returns the first 512 harmlessness pairs of at most 512 tokens a side.
  func harmless() throws -> [EncodedPair] {
    let file = RecordFile(folder.appending(path: "preferences/hh-harmless.jsonl.gz"))
    var options = ImportOptions()
    options.identicalAnswers = .drop
    var counts = RowCounts()
    let pairs = bundle.pairs(
      try file.comparisons(options).rows, maximumLength: 512, &counts)
    return Array(pairs.prefix(512))
  }
}
