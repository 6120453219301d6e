package import Foundation

/// What can be wrong with a model's folder.
package enum LlamaError: Error, CustomStringConvertible, Equatable {
  /// A file that a model needs is not there.
  case missingFile(String, folder: URL)
  /// The configuration is of another architecture.
  case architecture(URL, String)
  /// The configuration is unusable, as the sentence says.
  case configuration(URL, String)
  /// A weight is not in the files.
  case missingTensor(String)
  /// A weight has another shape than the configuration asks for.
  case shape(String, found: [Int], expected: [Int])
  /// The files hold weights that the configuration has no place for.
  case unusedTensors([String])
  /// The weights are not those of a reward model.
  case noScalarHead

  package var description: String {
    switch self {
    case .missingFile(let name, let folder):
      "\(folder.path(percentEncoded: false)) has no \(name); give the folder of a Hugging Face model."
    case .architecture(let url, let type):
      "\(url.path(percentEncoded: false)) describes a model of type \(type); only llama is supported."
    case .configuration(let url, let sentence):
      "\(url.path(percentEncoded: false)) \(sentence); correct the file or choose another model."
    case .missingTensor(let name):
      "The model's files have no tensor \(name); they are incomplete or of another model."
    case .shape(let name, let found, let expected):
      "The tensor \(name) has shape \(found) but config.json asks for \(expected); "
        + "the weights and the configuration are of different models."
    case .unusedTensors(let names):
      "The model's files hold \(names.count) tensors that config.json has no place for, such as "
        + "\(names.first ?? ""); the weights and the configuration are of different models."
    case .noScalarHead:
      "The model has no tensor score.weight, so it is not a reward model; choose a folder that the "
        + "reward-model stage wrote."
    }
  }
}
