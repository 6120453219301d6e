/// Text to token ids and back, by whatever file of a model says how.
///
/// Special ids are never recognised in text, and encoding adds nothing at either end.
package protocol TextTokenizer: Sendable {
  /// The number of ids; they run from 0.
  var vocabularySize: Int { get }
  /// The BOS token, which begins a sequence, or nil if there is none.
  var bosToken: Int32? { get }
  /// The EOS token, which ends a sequence.
  var eosToken: Int32 { get }
  /// The id of what the vocabulary cannot express, or nil if it can express everything.
  var unknown: Int32? { get }
  /// The id that fills a batch, or nil if there is none.
  var padding: Int32? { get }
  /// Returns the ids of a text, without the BOS and EOS tokens.
  func encode(_ text: String) -> [Int32]
  /// Returns a decoder that stands at the beginning of a text.
  func decoder() -> any TokenDecoder
  /// Returns the piece of an id as the tokenizer's file spells it, or nil if it has none.
  func piece(_ id: Int32) -> String?
  /// Returns whether a model may sample an id: one without a piece means nothing.
  func canSample(_ id: Int32) -> Bool
}

/// Turns token ids into text one by one, as they are sampled.
///
/// Bytes are handed over as soon as no later id can change them: never a part of a character.
package protocol TokenDecoder {
  /// Appends what an id makes certain to the UTF-8 bytes of the text.
  mutating func append(_ id: Int32, to text: inout [UInt8])
  /// Appends what is still held back; the text ends here.
  mutating func finish(_ text: inout [UInt8])
}

extension TextTokenizer {
  /// Returns the text of the ids; special ids give nothing.
  ///
  /// Bytes that are no UTF-8, and ids outside the vocabulary, each give the replacement character.
  package func decode(_ ids: [Int32]) -> String {
    var decoder = decoder()
    var text: [UInt8] = []
    for id in ids { decoder.append(id, to: &text) }
    decoder.finish(&text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the ids of a text that begins a sequence: the BOS token, where there is one, before
  /// it.
  package func encodeWithBOS(_ text: String) -> [Int32] {
    (bosToken.map { [$0] } ?? []) + encode(text)
  }

  /// Checks that a model has one row for each id, and that each id means something.
  package func requireVocabulary(of modelVocabulary: Int) throws {
    guard modelVocabulary == vocabularySize else {
      throw TokenizationError.vocabularyMismatch(
        tokenizer: vocabularySize, model: modelVocabulary)
    }
  }
}
