package import Foundation
package import Layers
package import Tensors
import Tokenization

/// A chat model with its tokenizer: the unit that is trained, sampled from and chatted with.
package struct Policy {
  /// The model.
  package let model: any LanguageModel
  /// The tokenizer that came with it.
  package let bundle: TokenizerBundle
  /// The EOS tokens that end an answer.
  package let ends: [Int32]

  /// Creates a policy of a model in memory.
  package init(model: any LanguageModel, bundle: TokenizerBundle, ends: [Int32]) {
    self.model = model
    self.bundle = bundle
    self.ends = ends
  }

  /// Reads a model's folder; tokenizer and weights must match.
  package init(files: [String: URL], backend: any Backend) throws {
    model = try ModelCatalog.model(files, backend)
    bundle = try TokenizerBundle(files: files)
    try bundle.tokenizer.requireVocabulary(of: model.vocabularySize)
    ends = Set(bundle.ends + (try ModelCatalog.ends(files, backend))).sorted()
  }

  /// Writes the model and its tokenizer as a folder that transformers loads.
  package func write(to folder: URL) throws {
    try model.write(to: folder, scalarHead: nil)
    try bundle.write(to: folder)
  }
}
