package import Foundation

/// A SentencePiece byte-pair tokenizer: text to ids and back, by the model's own settings.
///
/// Equal to Google's `sentencepiece` id for id. Special pieces (`<s>`, `</s>`) are never recognised
/// in text; nothing is added at either end.
package struct SentencePieceTokenizer: TextTokenizer {
  let model: SentencePieceModel
  let vocabulary: SentencePieceVocabulary
  private let matcher: UserDefinedMatcher
  private let cutter: TextCutter
  private let normalizer: TextNormalizer

  package let bosToken: Int32?
  package let eosToken: Int32
  package let unknown: Int32?
  package let padding: Int32?

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
    vocabulary = try SentencePieceVocabulary(model)
    matcher = UserDefinedMatcher(vocabulary)
    cutter = TextCutter(vocabulary)
    normalizer = try TextNormalizer(model, matcher: matcher)
    unknown = vocabulary.unknown
    bosToken = try model.special(model.trainer.bosToken, "BOS")
    padding = try model.special(model.trainer.padding, "padding")
    guard let eosToken = try model.special(model.trainer.eosToken, "EOS") else {
      throw TokenizationError.badVocabulary(fact: "has no piece that ends a sequence")
    }
    self.eosToken = eosToken
  }

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

  package func decoder() -> any TokenDecoder { SentencePieceDecoder(model) }

  package func piece(_ id: Int32) -> String? {
    canSample(id) ? model.pieces[Int(id)].text : nil
  }

  package func canSample(_ id: Int32) -> Bool { model.pieces.indices.contains(Int(id)) }
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
