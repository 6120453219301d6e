package import Foundation
package import Layers
import Llama
import Safetensors
package import Tensors

/// The architectures of models that are known, one line each; `config.json` says which one it is.
package enum ModelCatalog {
  /// Every architecture there is.
  static let architectures: [ModelArchitecture] = [
    .llama
  ]

  /// Returns the architecture of the model in a folder, or throws which ones are known.
  static func architecture(of files: [String: URL]) throws -> ModelArchitecture {
    guard let url = files["config.json"] else {
      throw ModelFileError.missing("config.json", in: files, FolderContents(files.keys).wayToModel)
    }
    let identity = try ModelIdentity(contentsOf: url)
    guard let found = architectures.first(where: { $0.modelType == identity.type }) else {
      throw StagesError.architecture(
        url, identity.type, classes: identity.classes, known: architectures.map(\.modelType))
    }
    return found
  }

  /// Reads a chat or base model.
  package static func model(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> any LanguageModel {
    try reader(files, backend).languageModel()
  }

  /// Reads a reward model or critic.
  package static func scalarModel(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> ScalarModel {
    try reader(files, backend).scalarModel()
  }

  /// Reads a chat model as the trunk of a new reward model with a fresh head.
  static func scalarModel(
    _ files: [String: URL], freshHeadSeed seed: UInt64, _ backend: any Backend
  ) throws -> ScalarModel {
    try reader(files, backend).scalarModel(freshHeadSeed: seed)
  }

  /// Reads the model's own idea of the tokens that end a sequence.
  static func ends(_ files: [String: URL], _ backend: any Backend) throws -> [Int32] {
    try reader(files, backend).ends()
  }

  private static func reader(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> any ModelReader {
    try architecture(of: files).reader(files, backend)
  }
}
