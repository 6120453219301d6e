import Llama
import Pipelines

/// The options of `pretrain`.
package struct PretrainingConfiguration: StageConfiguration, Hashable {
  /// The shape of the model.
  package var model = ModelShape()
  /// How documents go through the model.
  package var batch = BatchConfiguration(rows: 64, epochs: 1)
  /// How the weights move.
  package var optimizer = OptimizerConfiguration(learningRate: 3e-4)
  /// The share of the documents that is held out.
  package var heldOut = 0.02
  /// How many steps pass between checkpoints; 0 is as often as costs 2 % of the time.
  package var checkpointInterval = 0

  /// The paper's optimizer on a model of about a million parameters.
  package static let standard = PretrainingConfiguration()

  package func validate() throws {
    try batch.validate()
    try optimizer.validate()
    try model.validate()
    guard (0..<1).contains(heldOut), checkpointInterval >= 0 else {
      throw StagesError.option("heldOut must be in 0..<1 and checkpointInterval not negative")
    }
  }
}

/// The shape of a model to be made.
package struct ModelShape: Codable, Sendable, Hashable {
  /// The number of elements of a hidden state.
  package var width = 128
  /// The number of blocks.
  package var layers = 4
  /// The number of query heads.
  package var heads = 4
  /// The number of key and value heads.
  package var keyHeads = 2
  /// The number of elements between the feed-forward products.
  package var feedForwardWidth = 352
  /// The longest sequence.
  package var contextLength = 512

  func configuration(vocabularySize: Int) -> LlamaConfiguration {
    LlamaConfiguration(
      vocabularySize: vocabularySize, width: width, feedForwardWidth: feedForwardWidth,
      layers: layers, heads: heads, keyHeads: keyHeads, contextLength: contextLength)
  }

  func validate() throws {
    guard width > 0, layers > 0, heads > 0, keyHeads > 0, feedForwardWidth > 0, contextLength > 1,
      width % heads == 0, heads % keyHeads == 0, width / heads % 2 == 0
    else {
      throw StagesError.option(
        "model: width must be an even multiple of heads, and heads a multiple of keyHeads")
    }
  }
}
