import Llama
package import Pipelines

/// The options of `pretrain`.
package struct PretrainingConfiguration: StageConfiguration, Hashable {
  /// The shape of the model.
  package var model = ModelShape()
  /// Batch size, epochs, micro-batch size and precision.
  package var batch = BatchConfiguration(size: 64, epochs: 1)
  /// The optimizer.
  package var optimizer = OptimizerConfiguration(learningRate: 3e-4)
  /// The share of the documents that is held out.
  package var heldOut = 0.02
  /// The number of steps between checkpoints; 0 is as often as 2 % of the time allows.
  package var checkpointInterval = 0

  /// The paper's optimizer and a model of about a million parameters.
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

/// The architecture hyper-parameters of a new model.
package struct ModelShape: Codable, Sendable, Hashable {
  /// The hidden size.
  package var hiddenSize = 128
  /// The number of transformer blocks.
  package var layers = 4
  /// The number of query heads.
  package var heads = 4
  /// The number of key and value heads.
  package var keyValueHeads = 2
  /// The feed-forward layer's inner size.
  package var intermediateSize = 352
  /// The context length in tokens.
  package var contextLength = 512

  func configuration(vocabularySize: Int) -> LlamaConfiguration {
    LlamaConfiguration(
      vocabularySize: vocabularySize, hiddenSize: hiddenSize, intermediateSize: intermediateSize,
      layers: layers, heads: heads, keyValueHeads: keyValueHeads, contextLength: contextLength)
  }

  static let rules: [OptionRule<ModelShape>] = [
    .count(
      "hiddenSize", 2...16_384, "elements",
      "The hidden size, an even multiple of heads. It has the largest effect on model size, speed "
        + "and quality."
    ).formerly("width"),
    .count("layers", 1...256, "blocks", "The number of transformer blocks."),
    .count("heads", 1...1_024, "heads", "The number of query heads per attention layer."),
    .count(
      "keyValueHeads", 1...1_024, "heads",
      "The number of key/value heads, a divisor of heads. Fewer make the KV cache smaller."
    ).formerly("keyHeads"),
    .count(
      "intermediateSize", 1...65_536, "elements",
      "The inner size of the feed-forward layers, typically about 8/3 of hiddenSize."
    ).formerly("feedForwardWidth"),
    .count(
      "contextLength", 2...131_072, "tokens",
      "The model's context length. Longer documents are dropped and counted."),
  ]

  /// The maximum number of weights; training needs 16 bytes for each.
  static let mostWeights = 10_000_000_000

  /// The number of weights in the blocks; it cannot overflow within the option rules.
  var weights: Int {
    layers * hiddenSize
      * (2 * hiddenSize + 2 * (hiddenSize / heads * keyValueHeads) + 3 * intermediateSize)
  }

  func validate() throws {
    guard hiddenSize % heads == 0, heads % keyValueHeads == 0, hiddenSize / heads % 2 == 0 else {
      throw StagesError.option(
        "model: hiddenSize must be an even multiple of heads, and heads a multiple of "
          + "keyValueHeads")
    }
    guard weights <= Self.mostWeights else {
      throw StagesError.option(
        "model: \(weights) weights are more than the \(Self.mostWeights) that can be trained here; "
          + "choose a smaller hiddenSize, intermediateSize or number of layers")
    }
  }
}
