package import Autograd
package import Foundation
package import Layers
import Safetensors
package import Tensors

/// Reads Llamas and reward models from the files of a Hugging Face folder.
package struct LlamaReader {
  private let files: [String: URL]
  private let backend: any Backend

  /// Creates a reader over files by name, such as those of an artifact.
  package init(files: [String: URL], backend: any Backend) {
    self.files = files
    self.backend = backend
  }

  /// Creates a reader over a folder.
  package init(folder: URL, backend: any Backend) throws {
    let path = folder.path(percentEncoded: false)
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw LlamaError.missingFile("config.json", folder: folder)
    }
    let files = names.map { ($0, folder.appending(path: $0)) }
    self.init(files: Dictionary(uniqueKeysWithValues: files), backend: backend)
  }

  /// Reads `config.json`.
  package func configuration() throws -> LlamaConfiguration {
    guard let url = files["config.json"] else {
      let folder = files.values.first?.deletingLastPathComponent() ?? URL(filePath: ".")
      throw LlamaError.missingFile("config.json", folder: folder)
    }
    return try LlamaConfiguration(contentsOf: url)
  }

  /// Reads a model with its output matrix; other weights in the files are an error.
  package func model() throws -> Llama {
    let source = try CheckpointWeights(files: files, backend: backend)
    let model = try Llama(try configuration(), Weights(source))
    try source.requireAllUsed()
    return model
  }

  /// Reads a reward model: a trunk and `score.weight`.
  package func scalarModel() throws -> ScalarModel {
    let source = try CheckpointWeights(files: files, backend: backend)
    guard source.has("score.weight") else { throw LlamaError.noScalarHead }
    let trunk = try trunk(source)
    let head = try source.parameter(
      "score.weight", shape: [1, trunk.width], initial: .constant(0))
    try source.requireAllUsed()
    return ScalarModel(trunk: trunk, head: head)
  }

  /// Reads a chat or reward model as a trunk, and makes a fresh head: N(0, 1/√(D + 1)).
  package func scalarModel(freshHeadSeed seed: UInt64) throws -> ScalarModel {
    let source = try CheckpointWeights(files: files, backend: backend)
    let trunk = try trunk(source)
    let deviation = 1 / Float(trunk.width + 1).squareRoot()
    let head = try RandomWeights(seed: seed, backend: backend).parameter(
      "score.weight", shape: [1, trunk.width], initial: .normal(deviation: deviation))
    return ScalarModel(trunk: trunk, head: head)
  }

  /// A trunk ignores the output matrix: where the files have one it goes unread.
  private func trunk(_ source: CheckpointWeights) throws -> Llama {
    var configuration = try configuration()
    configuration.tiesEmbeddings = true
    source.ignore(["lm_head.weight"])
    return try Llama(configuration, Weights(source))
  }
}

/// The weights of a checkpoint, each used once.
package final class CheckpointWeights: WeightSource {
  package let backend: any Backend
  private let tensors: SafetensorsFolder
  private var unused: Set<String>

  /// Opens the safetensors files among those given.
  package init(files: [String: URL], backend: any Backend) throws {
    self.backend = backend
    tensors = try SafetensorsFolder(files: files)
    unused = Set(tensors.names.filter { !$0.hasSuffix("rotary_emb.inv_freq") })
  }

  /// Returns whether the files have a tensor.
  package func has(_ name: String) -> Bool { tensors.contains(name) }

  /// Counts tensors as used that the model has no need of.
  package func ignore(_ names: [String]) { unused.subtract(names) }

  package func parameter(
    _ name: String, shape: [Int], initial: InitialWeight
  ) throws -> Parameter {
    guard has(name) else { throw LlamaError.missingTensor(name) }
    let found = try tensors.shape(of: name)
    guard found == shape else { throw LlamaError.shape(name, found: found, expected: shape) }
    unused.remove(name)
    return Parameter(name, backend.tensor(try tensors.floats(name), shape: shape))
  }

  /// Throws if the files hold a tensor that nothing asked for.
  package func requireAllUsed() throws {
    if !unused.isEmpty { throw LlamaError.unusedTensors(unused.sorted()) }
  }
}
