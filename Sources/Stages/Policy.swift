import Files
package import Foundation
package import Layers
import Safetensors
package import Tensors
package import Tokenization

/// A chat model with its tokenizer: what is trained, sampled from and talked to.
package struct Policy {
  /// The model.
  package let model: any LanguageModel
  /// The tokenizer that came with it.
  package let vocabulary: Vocabulary
  /// The tokens that end an answer.
  package let ends: [Int32]

  /// Creates a policy of a model in memory.
  package init(model: any LanguageModel, vocabulary: Vocabulary, ends: [Int32]) {
    self.model = model
    self.vocabulary = vocabulary
    self.ends = ends
  }

  /// Reads a model's folder; tokenizer and weights must agree.
  package init(files: [String: URL], backend: any Backend) throws {
    model = try ModelCatalog.model(files, backend)
    vocabulary = try Vocabulary(files: files)
    try vocabulary.tokenizer.requireVocabulary(of: model.vocabularySize)
    ends = Array(Set([vocabulary.tokenizer.end] + (try ModelCatalog.ends(files, backend)))).sorted()
  }

  /// Writes the model and its tokenizer as a folder that transformers loads.
  package func write(to folder: URL) throws {
    try model.write(to: folder, scalarHead: nil)
    try vocabulary.write(to: folder)
  }
}

/// A tokenizer, its chat format, and the files they were read from.
package struct Vocabulary: Sendable {
  /// The tokenizer.
  package let tokenizer: Tokenizer
  /// The chat format.
  package let format: ChatFormat
  /// The bytes of `tokenizer.model`; equal bytes mean equal tokens.
  package let serialized: Data
  private let settings: Data?

  private static let mostBytes = 64_000_000

  /// Reads `tokenizer.model`, and `tokenizer_config.json` where there is one.
  package init(files: [String: URL]) throws {
    guard let url = files["tokenizer.model"] else {
      throw StagesError.noTokenizer(
        place: FolderListing.place(of: files), remedy: FolderContents(files.keys).wayToTokenizer)
    }
    serialized = try Self.bytes(url)
    do {
      tokenizer = try Tokenizer(
        model: SentencePieceModel(decoding: serialized, from: url.path(percentEncoded: false)))
    } catch {
      throw ForeignFile(serialized.prefix(ForeignFile.telling)).map {
        ModelFileError.foreign(file: url, $0)
      } ?? error
    }
    format = ChatFormat(tokenizer)
    settings = try files["tokenizer_config.json"].map(Self.bytes)
  }

  private static func bytes(_ url: URL) throws -> Data {
    try ModelFile.require(url, atMost: mostBytes)
    return try WholeFile.read(url)
  }

  /// Writes the files that were read.
  package func write(to folder: URL) throws {
    try WholeFile.write(serialized, to: folder.appending(path: "tokenizer.model"))
    if let settings {
      try WholeFile.write(settings, to: folder.appending(path: "tokenizer_config.json"))
    }
  }

  /// Returns the text of sampled tokens, without the token that ends them.
  package func text(of answer: [Int32]) -> String {
    let body = answer.last == tokenizer.end ? answer.dropLast() : answer[...]
    return tokenizer.decode(Array(body)).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
