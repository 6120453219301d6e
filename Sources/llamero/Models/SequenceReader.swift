import Foundation
import Layers
import Stages
import Tokenization

/// Turns what a line gives into tokens that a model can read.
///
/// A model without a tokenizer can still be asked about tokens: it is read when first needed.
struct SequenceReader {
  private let files: [String: URL]
  private let vocabularySize: Int
  private let contextLength: Int
  private var bundle: TokenizerBundle?

  /// Creates a reader for a model and its files.
  init(_ files: [String: URL], for model: any LanguageModel) {
    self.files = files
    vocabularySize = model.vocabularySize
    contextLength = model.contextLength
  }

  /// Returns the tokens of a request: text begins a sequence, messages are complete turns.
  mutating func tokens(
    _ request: SequenceRequest, accepting forms: [SequenceRequest.Form]
  ) throws -> [Int32] {
    let tokens: [Int32] =
      switch try request.form(among: forms) {
      case .tokens: request.tokens ?? []
      case .text: try opened().tokenizer.encodeWithBOS(request.text ?? "")
      case .messages: try opened().template.conversation(request.messages ?? []).tokens
      }
    try check(tokens)
    return tokens
  }

  private mutating func opened() throws -> TokenizerBundle {
    if let bundle { return bundle }
    let bundle = try TokenizerBundle(files: files)
    try bundle.tokenizer.requireVocabulary(of: vocabularySize)
    self.bundle = bundle
    return bundle
  }

  private func check(_ tokens: [Int32]) throws {
    if let wrong = tokens.first(where: { !(0..<vocabularySize).contains(Int($0)) }) {
      throw CommandFailure.request(
        "The token \(wrong) is not in the vocabulary; give numbers from 0 to \(vocabularySize - 1)."
      )
    }
    guard tokens.count <= contextLength else {
      throw CommandFailure.request(
        "The sequence has \(tokens.count) tokens and the model reads \(contextLength); shorten it.")
    }
  }
}
