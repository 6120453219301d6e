import Files
package import Foundation

/// The content of a SentencePiece `tokenizer.model`.
package struct SentencePieceModel: Hashable, Sendable {
  /// The vocabulary; a piece's id is its position.
  package var pieces: [SentencePiece]
  /// How the model was trained, as far as it matters for using it.
  package var trainer: TrainerSettings
  /// What happens to text before encoding.
  package var normalizer: NormalizerSettings
  /// The compiled rules that change decoded text; empty in nearly every model.
  package var denormalizerMap: [UInt8] = []

  /// Creates a model from its parts.
  package init(
    pieces: [SentencePiece], trainer: TrainerSettings, normalizer: NormalizerSettings
  ) {
    self.pieces = pieces
    self.trainer = trainer
    self.normalizer = normalizer
  }

  /// Reads a `tokenizer.model` file.
  package init(contentsOf url: URL) throws {
    let name = url.path(percentEncoded: false)
    let data: Data
    do {
      data = try WholeFile.read(url)
    } catch {
      throw TokenizationError.unreadable(file: name, reason: error.localizedDescription)
    }
    try self.init(decoding: data, from: name)
  }

  /// Decodes the bytes of a `tokenizer.model`; the name appears in errors.
  package init(decoding data: Data, from name: String) throws {
    self.init(pieces: [], trainer: TrainerSettings(), normalizer: NormalizerSettings())
    do {
      try decode(Array(data)[...])
    } catch let damage as WireDamage {
      throw TokenizationError.damagedModel(file: name, fact: damage.fact)
    }
    guard !pieces.isEmpty else {
      throw TokenizationError.damagedModel(file: name, fact: "it holds no pieces")
    }
  }
}

extension WireDamage {
  /// What is wrong, as the end of a sentence.
  fileprivate var fact: String {
    switch self {
    case .truncated(let offset): "it ends in the middle of a field, at byte \(offset)"
    case .badField(let offset): "the field at byte \(offset) is not one of SentencePiece's"
    case .badText(let offset): "the text at byte \(offset) is not UTF-8"
    case .longText(let offset): "the text at byte \(offset) is longer than any piece"
    case .tooMany(let offset): "at byte \(offset) a piece begins that is one too many"
    }
  }
}
