import Autograd
package import Foundation
package import Layers
import Safetensors
package import Tensors

/// Reads Llamas and reward models from the files of a Hugging Face folder.
package struct LlamaReader: ModelReader {
  private let files: [String: URL]
  private let backend: any Backend

  /// Creates a reader over files by name, such as those of an artifact.
  package init(files: [String: URL], backend: any Backend) {
    self.files = files
    self.backend = backend
  }

  /// Creates a reader over a folder.
  package init(folder: URL, backend: any Backend) throws {
    self.init(files: try FolderListing.files(in: folder), backend: backend)
  }

  /// Reads `config.json`.
  package func configuration() throws -> LlamaConfiguration {
    try LlamaConfiguration(contentsOf: configurationFile())
  }

  private func configurationFile() throws -> URL {
    guard let url = files["config.json"] else {
      throw ModelFileError.missing("config.json", in: files, FolderContents(files.keys).wayToModel)
    }
    return url
  }

  /// Reads a model with its output matrix; other weights in the files are an error.
  package func model() throws -> Llama {
    let (configuration, source) = try opened()
    if configuration.tiesEmbeddings { try ignoreTiedCopy(source) }
    let model = try Llama(configuration, Weights(source))
    try source.requireAllUsed()
    return model
  }

  package func languageModel() throws -> any LanguageModel { try model() }

  package func ends() throws -> [Int32] { try configuration().ends }

  /// Reads a reward model: a trunk and `score.weight`.
  package func scalarModel() throws -> ScalarModel {
    let (configuration, source) = try opened()
    guard source.has("score.weight") else { throw LlamaError.noScalarHead }
    let trunk = try trunk(configuration, source)
    let head = try source.parameter(
      "score.weight", shape: [1, trunk.hiddenSize], initial: .constant(0))
    try source.requireAllUsed()
    return ScalarModel(trunk: trunk, head: head)
  }

  /// Reads a chat or reward model as a trunk, and makes a fresh head: N(0, 1/√(D + 1)).
  package func scalarModel(freshHeadSeed seed: UInt64) throws -> ScalarModel {
    let (configuration, source) = try opened()
    let trunk = try trunk(configuration, source)
    let deviation = 1 / Float(trunk.hiddenSize + 1).squareRoot()
    let head = try RandomWeights(seed: seed, backend: backend).parameter(
      "score.weight", shape: [1, trunk.hiddenSize], initial: .normal(deviation: deviation))
    return ScalarModel(trunk: trunk, head: head)
  }

  /// Opens the weights beside the configuration, which must speak of as many blocks.
  private func opened() throws -> (LlamaConfiguration, CheckpointWeights) {
    let url = try configurationFile()
    let configuration = try LlamaConfiguration(contentsOf: url)
    let source = try CheckpointWeights(files: files, backend: backend)
    guard source.layers == configuration.layers else {
      throw LlamaError.layers(url, found: source.layers, expected: configuration.layers)
    }
    return (configuration, source)
  }

  /// A trunk ignores the output matrix: where the files have one it goes unread.
  private func trunk(
    _ configuration: LlamaConfiguration, _ source: CheckpointWeights
  ) throws -> Llama {
    var configuration = configuration
    configuration.tiesEmbeddings = true
    source.ignore(["lm_head.weight"])
    return try Llama(configuration, Weights(source))
  }

  /// Some programs store the embedding once more as the output matrix that is tied to it.
  private func ignoreTiedCopy(_ source: CheckpointWeights) throws {
    let (output, embedding) = ("lm_head.weight", "model.embed_tokens.weight")
    guard source.has(output), source.has(embedding) else { return }
    guard try source.holdsTwice(output, as: embedding) else {
      throw LlamaError.untiedCopy(try configurationFile())
    }
    source.ignore([output])
  }
}
