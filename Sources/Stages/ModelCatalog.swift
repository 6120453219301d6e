package import Foundation
package import Layers
import Llama
import Safetensors
package import Tensors

/// The supported model architectures, one line each; `config.json` names the one to use.
package enum ModelCatalog {
  /// Every supported architecture.
  static let architectures: [ModelArchitecture] = [
    .llama
  ]

  /// Returns the architecture of the model in a folder, or throws with a list of supported ones.
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

  /// Reads a chat model as the trunk of a new reward model with a freshly initialised head.
  static func scalarModel(
    _ files: [String: URL], freshHeadSeed seed: UInt64, _ backend: any Backend
  ) throws -> ScalarModel {
    try reader(files, backend).scalarModel(freshHeadSeed: seed)
  }

  /// Reads the EOS tokens that the model itself declares.
  static func ends(_ files: [String: URL], _ backend: any Backend) throws -> [Int32] {
    try reader(files, backend).ends()
  }

  private static func reader(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> any ModelReader {
    try architecture(of: files).reader(files, backend)
  }
}
