/// A model's `normalizer_spec`: what happens to text before it is cut into pieces.
package struct NormalizerSettings: Hashable, Sendable {
  /// The name of the rule set, such as `identity` or `nmt_nfkc`.
  package var name = ""
  /// The compiled rules; empty means that characters stay as they are.
  package var characterMap: [UInt8] = []
  /// Whether a space is put before the text (or behind it, if whitespace is a suffix).
  package var addsDummyPrefix = true
  /// Whether leading, trailing and doubled spaces are removed.
  package var removesExtraWhitespace = true
  /// Whether a space is written as "▁".
  package var escapesWhitespace = true

  /// Creates the defaults of SentencePiece's schema.
  package init() {}
}
