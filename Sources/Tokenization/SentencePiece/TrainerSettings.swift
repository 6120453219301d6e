/// The part of a model's `trainer_spec` that changes how text is encoded or decoded.
///
/// A field that the file leaves out has the default of SentencePiece's schema, written here.
package struct TrainerSettings: Hashable, Sendable {
  /// The kind of model, by the number of SentencePiece's file format.
  package enum Algorithm: Int32, Sendable, CustomStringConvertible {
    case unigram = 1
    case bytePair = 2
    case word = 3
    case character = 4

    package var description: String {
      switch self {
      case .unigram: "unigram"
      case .bytePair: "bpe"
      case .word: "word"
      case .character: "char"
      }
    }
  }

  /// The kind of model.
  package var algorithm = Algorithm.unigram
  /// The number of pieces.
  package var vocabularySize: Int32 = 8000
  /// Whether the space belongs to the word before it.
  package var treatsWhitespaceAsSuffix = false
  /// Whether every digit is a piece of its own.
  package var splitsDigits = false
  /// Whether an unknown character becomes its UTF-8 bytes.
  package var byteFallback = false
  /// The id of the unknown piece.
  package var unknown: Int32 = 0
  /// The id of the piece that begins a sequence; -1 if there is none.
  package var bosToken: Int32 = 1
  /// The id of the piece that ends a sequence; -1 if there is none.
  package var eosToken: Int32 = 2
  /// The id of the piece that fills a batch; -1 if there is none.
  package var padding: Int32 = -1
  /// What the unknown piece looks like when decoded.
  package var unknownSurface = " \u{2047} "
  /// The text of the unknown piece.
  package var unknownPiece = "<unk>"
  /// The text of the piece that begins a sequence.
  package var bosPiece = "<s>"
  /// The text of the piece that ends a sequence.
  package var eosPiece = "</s>"
  /// The text of the piece that fills a batch.
  package var paddingPiece = "<pad>"

  /// Creates the defaults of SentencePiece's schema.
  package init() {}
}
