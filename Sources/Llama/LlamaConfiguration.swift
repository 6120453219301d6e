/// The shape of a Llama, as `config.json` states it.
package struct LlamaConfiguration: Sendable, Hashable {
  /// The number of tokens known.
  package var vocabularySize: Int
  /// The number of elements of a hidden state.
  package var hiddenSize: Int
  /// The number of elements between the feed-forward products.
  package var intermediateSize: Int
  /// The number of blocks.
  package var layers: Int
  /// The number of query heads.
  package var heads: Int
  /// The number of key and value heads.
  package var keyValueHeads: Int
  /// The number of elements of a head.
  package var headDimension: Int
  /// The longest sequence the model was made for.
  package var contextLength: Int
  /// ε of the norms.
  package var epsilon: Float = 1e-5
  /// The rotary embedding.
  package var rotary = RotaryConfiguration()
  /// Whether the output matrix is the embedding.
  package var tiesEmbeddings = true
  /// Whether the attention's linear layers have biases.
  package var attentionBias = false
  /// Whether the feed-forward's linear layers have biases.
  package var feedForwardBias = false
  /// The token that begins a sequence.
  package var bosToken: Int32?
  /// The tokens that end a sequence.
  package var ends: [Int32] = []
  /// The deviation of fresh weights.
  package var initialDeviation: Float = 0.02

  /// Creates a configuration; the other settings are the standard ones.
  package init(
    vocabularySize: Int, hiddenSize: Int, intermediateSize: Int, layers: Int, heads: Int,
    keyValueHeads: Int? = nil, contextLength: Int
  ) {
    self.vocabularySize = vocabularySize
    self.hiddenSize = hiddenSize
    self.intermediateSize = intermediateSize
    self.layers = layers
    self.heads = heads
    self.keyValueHeads = keyValueHeads ?? heads
    headDimension = hiddenSize / heads
    self.contextLength = contextLength
  }
}

/// How positions turn heads.
package struct RotaryConfiguration: Sendable, Hashable {
  /// The base θ of the frequencies.
  package var base: Double = 10_000
  /// How the frequencies are changed for longer contexts.
  package var scaling = RotaryScaling.none

  /// Creates the standard rotary embedding.
  package init() {}
}

/// The changes of rotary frequencies that are known.
package enum RotaryScaling: Sendable, Hashable {
  /// The frequencies as they are.
  case none
  /// All frequencies divided by a factor.
  case linear(factor: Double)
  /// Low frequencies divided by a factor, high ones kept, those between blended (Llama 3.1).
  case llama3(factor: Double, low: Double, high: Double, original: Int)
}
