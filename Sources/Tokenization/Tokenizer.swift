package import Foundation

/// A SentencePiece byte-pair tokenizer: text to ids and back, by the model's own settings.
///
/// Equal to Google's `sentencepiece` id for id. Special pieces (`<s>`, `</s>`) are never recognised
/// in text; nothing is added at either end.
package struct Tokenizer: Sendable {
  let model: SentencePieceModel
  let vocabulary: Vocabulary
  private let matcher: UserDefinedMatcher
  private let cutter: TextCutter
  private let normalizer: TextNormalizer

  /// The id that begins a sequence, or nil if the model has none.
  package let beginning: Int32?
  /// The id that ends a sequence.
  package let end: Int32
  /// The id of what the vocabulary cannot express.
  package let unknown: Int32
  /// The id that fills a batch, or nil if the model has none.
  package let padding: Int32?

  /// The number of pieces.
  package var vocabularySize: Int { model.pieces.count }

  /// Reads a `tokenizer.model` file.
  package init(contentsOf url: URL) throws {
    try self.init(model: SentencePieceModel(contentsOf: url))
  }

  /// Creates the tokenizer of a model, or throws if the model asks for something unsupported.
  package init(model: SentencePieceModel) throws {
    guard model.trainer.algorithm == .bytePair else {
      throw TokenizationError.unsupportedAlgorithm("\(model.trainer.algorithm)")
    }
    self.model = model
    vocabulary = try Vocabulary(model)
    matcher = UserDefinedMatcher(vocabulary)
    cutter = TextCutter(vocabulary)
    normalizer = try TextNormalizer(model, matcher: matcher)
    unknown = vocabulary.unknown
    beginning = try model.special(model.trainer.beginning, "beginning")
    padding = try model.special(model.trainer.padding, "padding")
    guard let end = try model.special(model.trainer.end, "end") else {
      throw TokenizationError.badVocabulary(fact: "has no piece that ends a sequence")
    }
    self.end = end
  }

  /// Checks that a model has one row for each piece.
  package func requireVocabulary(of modelVocabulary: Int) throws {
    guard modelVocabulary == vocabularySize else {
      throw TokenizationError.vocabularyMismatch(
        tokenizer: vocabularySize, model: modelVocabulary)
    }
  }

  /// Returns the ids of a text, without the ids that begin and end a sequence.
  package func encode(_ text: String) -> [Int32] {
    normalizer.normalize(text).withUnsafeBufferPointer { bytes in
      var ids: [Int32] = []
      var start = 0
      while start < bytes.count {
        let end = cutter.end(of: bytes, from: start)
        let block = UnsafeBufferPointer(rebasing: bytes[start..<end])
        var merger = PieceMerger(block, vocabulary: vocabulary, matcher: matcher)
        merger.merge()
        merger.append(to: &ids)
        start = end
      }
      return ids
    }
  }
}

extension SentencePieceModel {
  /// Returns a special id of the trainer's settings, nil for -1, if its piece is fit for it.
  fileprivate func special(_ id: Int32, _ role: String) throws -> Int32? {
    guard id != -1 else { return nil }
    guard pieces.indices.contains(Int(id)) else {
      throw TokenizationError.badVocabulary(
        fact: "has \(pieces.count) pieces, but its \(role) id is \(id)")
    }
    let kind = pieces[Int(id)].kind
    guard kind == .control || kind == .userDefined else {
      throw TokenizationError.badPiece(
        id: Int(id), fact: "is the \(role) of a sequence, but of kind '\(kind)'")
    }
    return id
  }
}
