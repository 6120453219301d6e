import Artifacts
package import Foundation
package import Layers
import Llama
package import Tensors

/// The model families that are known: how each is read from the files of a folder.
package enum ModelCatalog {
  /// Reads a chat or base model.
  package static func model(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> any LanguageModel {
    try LlamaReader(files: files, backend: backend).model()
  }

  /// Reads a reward model or critic.
  package static func scalarModel(
    _ files: [String: URL], _ backend: any Backend
  ) throws -> ScalarModel {
    try LlamaReader(files: files, backend: backend).scalarModel()
  }

  /// Reads a chat model as the trunk of a new reward model with a fresh head.
  static func scalarModel(
    _ files: [String: URL], freshHeadSeed seed: UInt64, _ backend: any Backend
  ) throws -> ScalarModel {
    try LlamaReader(files: files, backend: backend).scalarModel(freshHeadSeed: seed)
  }

  /// Reads the model's own idea of the tokens that end a sequence.
  static func ends(_ files: [String: URL], _ backend: any Backend) throws -> [Int32] {
    try LlamaReader(files: files, backend: backend).configuration().ends
  }
}
