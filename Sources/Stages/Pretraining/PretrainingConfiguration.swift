import Llama
package import Pipelines

/// The options of `pretrain`.
package struct PretrainingConfiguration: StageConfiguration, Hashable {
  /// The shape of the model.
  package var model = ModelShape()
  /// How documents go through the model.
  package var batch = BatchConfiguration(size: 64, epochs: 1)
  /// How the weights move.
  package var optimizer = OptimizerConfiguration(learningRate: 3e-4)
  /// The share of the documents that is held out.
  package var heldOut = 0.02
  /// How many steps pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0

  /// The paper's optimizer on a model of about a million parameters.
  package static let standard = PretrainingConfiguration()

  package static let operationalOptions: Set = ["checkpointInterval"]

  package static let rules: [OptionRule<Self>] =
    [.heldOut("documents"), .trainingInterval("steps")]
    + ModelShape.rules.inside("model", \.model)
    + BatchConfiguration.rules.inside("batch", \.batch)
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)

  package func validate() throws {
    try checkRules()
    try optimizer.validate()
    try model.validate()
  }
}

/// The shape of a model to be made.
package struct ModelShape: Codable, Sendable, Hashable {
  /// The number of elements of a hidden state.
  package var hiddenSize = 128
  /// The number of blocks.
  package var layers = 4
  /// The number of query heads.
  package var heads = 4
  /// The number of key and value heads.
  package var keyValueHeads = 2
  /// The number of elements between the feed-forward products.
  package var intermediateSize = 352
  /// The longest sequence.
  package var contextLength = 512

  func configuration(vocabularySize: Int) -> LlamaConfiguration {
    LlamaConfiguration(
      vocabularySize: vocabularySize, hiddenSize: hiddenSize, intermediateSize: intermediateSize,
      layers: layers, heads: heads, keyValueHeads: keyValueHeads, contextLength: contextLength)
  }

  static let rules: [OptionRule<ModelShape>] = [
    .count(
      "hiddenSize", 2...16_384, "elements",
      "The elements of a hidden state, an even multiple of heads. It drives size, time and quality "
        + "most."),
    .count("layers", 1...256, "blocks", "The number of transformer blocks, one after another."),
    .count("heads", 1...1_024, "heads", "The number of query heads of an attention layer."),
    .count(
      "keyValueHeads", 1...1_024, "heads",
      "The number of key and value heads, a divisor of heads. Fewer make the cache of sampling "
        + "smaller."),
    .count(
      "intermediateSize", 1...65_536, "elements",
      "The elements between the products of a feed-forward layer, some 8/3 of hiddenSize."),
    .count(
      "contextLength", 2...131_072, "tokens",
      "The longest sequence that the model reads. Longer documents are left out and counted."),
  ]

  /// The most weights of a model to be made; training needs 16 bytes for each.
  static let mostWeights = 10_000_000_000

  /// The number of weights of the blocks; no product overflows within the rules.
  var weights: Int {
    layers * hiddenSize
      * (2 * hiddenSize + 2 * (hiddenSize / heads * keyValueHeads) + 3 * intermediateSize)
  }

  func validate() throws {
    guard hiddenSize % heads == 0, heads % keyValueHeads == 0, hiddenSize / heads % 2 == 0 else {
      throw StagesError.option(
        "model: hiddenSize must be an even multiple of heads, and heads a multiple of keyValueHeads"
      )
    }
    guard weights <= Self.mostWeights else {
      throw StagesError.option(
        "model: \(weights) weights are more than the \(Self.mostWeights) that can be trained here; "
          + "choose a smaller hiddenSize, intermediateSize or number of layers")
    }
  }
}
