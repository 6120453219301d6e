package import Foundation
package import Tensors

/// A model architecture: its names in `config.json`, and the reader of its folders.
package struct ModelArchitecture: Sendable {
  /// The `model_type` that identifies it.
  package let modelType: String
  /// The class of transformers that loads a model with an output matrix.
  package let languageClass: String
  /// The class of transformers that loads a reward model.
  package let scalarClass: String
  /// Makes a reader of the files of a folder, by name.
  package let reader: @Sendable (_ files: [String: URL], any Backend) -> any ModelReader

  /// Describes an architecture.
  package init(
    modelType: String, languageClass: String, scalarClass: String,
    reader: @escaping @Sendable (_ files: [String: URL], any Backend) -> any ModelReader
  ) {
    self.modelType = modelType
    self.languageClass = languageClass
    self.scalarClass = scalarClass
    self.reader = reader
  }
}

/// Reads models of one architecture; a model it reads can write itself.
package protocol ModelReader {
  /// Reads a model with its output matrix.
  func languageModel() throws -> any LanguageModel
  /// Reads a reward model: a trunk and its head.
  func scalarModel() throws -> ScalarModel
  /// Reads either kind of model as a trunk, with a newly initialised head.
  func scalarModel(freshHeadSeed seed: UInt64) throws -> ScalarModel
  /// Reads the tokens that end a sequence.
  func ends() throws -> [Int32]
}
