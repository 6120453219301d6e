import Foundation

@testable import Tokenization

/// A model small enough to be followed by hand.
enum ToyModel {
  /// Pieces 3… in the order of their scores, without byte fallback.
  static let merges = ["▁a", "ab", "abc", "bc", "aa", "▁", "a", "b", "c"]

  /// Returns a model: `<unk>` 0, `<s>` 1, `</s>` 2, then the merges with falling scores.
  static func model(_ change: (inout SentencePieceModel) -> Void = { _ in }) -> SentencePieceModel {
    var trainer = TrainerSettings()
    trainer.algorithm = .bytePair
    var normalizer = NormalizerSettings()
    normalizer.name = "identity"
    normalizer.removesExtraWhitespace = false
    var pieces = [
      SentencePiece("<unk>", kind: .unknown), SentencePiece("<s>", kind: .control),
      SentencePiece("</s>", kind: .control),
    ]
    pieces += merges.enumerated().map { SentencePiece($1, score: -Float($0)) }
    var model = SentencePieceModel(pieces: pieces, trainer: trainer, normalizer: normalizer)
    change(&model)
    return model
  }

  /// Returns the tokenizer of the model.
  static func tokenizer(
    _ change: (inout SentencePieceModel) -> Void = { _ in }
  ) throws -> SentencePieceTokenizer {
    try SentencePieceTokenizer(model: model(change))
  }

  /// Text of our own, enough to train a small model on.
  static let corpus = [
    "The grey llama walks along the fence and looks at the green hill.",
    "A llama that sees the feeder walks to the feeder, and the goat follows the llama.",
    "In the morning the goat and the llama drink from the old stone trough.",
    "There are 12 llamas, 7 goats and 305 stones in the paddock near the hill.",
    "\"Where does the path lead?\" asks the child. \"Up the hill, along the fence.\"",
  ]

  /// Returns a model trained on the corpus, with byte fallback.
  static func trained(size: Int = 400) throws -> SentencePieceModel {
    try BytePairTrainer(vocabularySize: size).train(on: corpus)
  }
}

/// Numbers for test data that are the same on every run (the constants of Knuth's MMIX).
struct TestNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
  }

  /// Returns an index below a count.
  mutating func below(_ count: Int) -> Int { Int((next() >> 20) % UInt64(count)) }
}
