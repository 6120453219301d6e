import Foundation
import Tokenization

extension FuzzTarget {
  /// A `tokenizer.model`, then a text encoded and decoded with it.
  static let sentencepiece = FuzzTarget("sentencepiece") { bytes, _ in
    let tokenizer = try SentencePieceTokenizer(
      model: SentencePieceModel(decoding: Data(bytes), from: "tokenizer.model"))
    let ids = tokenizer.encode("Llamas hum.  \u{E9}e\u{301} \u{1F999}\u{2581}\u{0}\n")
    _ = tokenizer.decode(ids)
    let largest = Int32(clamping: tokenizer.vocabularySize)
    _ = tokenizer.decode([-1, 0, 1, largest - 1, largest, .max, .min])
  }
}
