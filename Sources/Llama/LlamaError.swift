package import Foundation

/// What can be wrong with a model's folder.
package enum LlamaError: Error, CustomStringConvertible, Equatable {
  /// The configuration is unusable, as the sentence says.
  case configuration(URL, String)
  /// The weights hold another number of blocks than the configuration states.
  case layers(URL, found: Int, expected: Int)
  /// The configuration shares a matrix that the weights hold in two versions.
  case untiedCopy(URL)
  /// A weight is not in the files.
  case missingTensor(String)
  /// A weight has another shape than the configuration asks for.
  case shape(String, found: [Int], expected: [Int])
  /// The files hold weights that the configuration has no place for.
  case unusedTensors([String])
  /// The weights are not those of a reward model.
  case noScalarHead
  /// A weight that was to be written is infinite or not a number.
  case notFinite(String)
  /// The model gives tokens scores that are infinite or not numbers.
  case scoresNotFinite

  package var description: String {
    folderSentence ?? weightSentence
      ?? "The model failed in a way that has no sentence; please report what you did."
  }

  private var folderSentence: String? {
    switch self {
    case .configuration(let url, let sentence):
      "\(url.path(percentEncoded: false)) \(sentence); correct the file or choose another model."
    case .layers(let url, let found, let expected):
      "\(url.path(percentEncoded: false)) has \(expected) for num_hidden_layers, but the weights "
        + "hold \(found) layers; they are incomplete or of another model."
    case .untiedCopy(let url):
      "\(url.path(percentEncoded: false)) has true for tie_word_embeddings, but lm_head.weight "
        + "differs from model.embed_tokens.weight; correct the file or choose another model."
    default: nil
    }
  }

  private var weightSentence: String? {
    switch self {
    case .missingTensor(let name):
      "The model's files have no tensor \(name); they are incomplete or of another model."
    case .shape(let name, let found, let expected):
      "The tensor \(name) has shape \(found) but config.json asks for \(expected)"
        + Self.keys(name, expected.count)
        + "; the weights and the configuration are of different models."
    case .unusedTensors(let names):
      "The model's files hold \(names.count) tensors that config.json has no place for, such as "
        + "\(names.first ?? ""); the weights and the configuration are of different models."
    case .noScalarHead:
      "The model has no tensor score.weight, so it is not a reward model; choose a folder that the "
        + "reward-model stage wrote."
    case .notFinite(let name):
      "The model came to hold values that are not finite numbers (NaN or infinity, in \(name)), so "
        + "it is not written; lower the learning rate."
    case .scoresNotFinite:
      "The model gives tokens scores that are not finite numbers (NaN or infinity), so none can be "
        + "drawn; its weights are damaged, or the temperature is too low."
    default: nil
    }
  }

  /// Returns the keys of `config.json` that a weight's shape comes from, in brackets.
  private static func keys(_ name: String, _ count: Int) -> String {
    guard let keys = sources.first(where: { name.contains($0.part) })?.keys else { return "" }
    return " (\(keys.prefix(count).joined(separator: ", ")))"
  }

  private static let sources: [(part: String, keys: [String])] = [
    ("embed_tokens", ["vocab_size", "hidden_size"]),
    ("lm_head", ["vocab_size", "hidden_size"]),
    ("q_proj", ["num_attention_heads times head_dim", "hidden_size"]),
    ("k_proj", ["num_key_value_heads times head_dim", "hidden_size"]),
    ("v_proj", ["num_key_value_heads times head_dim", "hidden_size"]),
    ("o_proj", ["hidden_size", "num_attention_heads times head_dim"]),
    ("gate_proj", ["intermediate_size", "hidden_size"]),
    ("up_proj", ["intermediate_size", "hidden_size"]),
    ("down_proj", ["hidden_size", "intermediate_size"]),
    ("norm", ["hidden_size"]),
    ("score", ["one score", "hidden_size"]),
  ]
}
