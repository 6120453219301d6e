import Autograd
import Files
import Foundation
import Layers
import Safetensors
import Tensors

/// Writes a Llama as the folder that transformers loads.
struct LlamaWriter {
  let model: Llama
  let scalarHead: Parameter?

  /// Writes the folder, unless a weight is infinite or not a number: nothing recovers from that.
  func write(to folder: URL) throws {
    precondition(
      model.linearLayers.allSatisfy { $0.adapter == nil },
      "LlamaWriter: an adapted model is no model of its own; write its base and its factors")
    for weight in weights where !weight.value.isFinite { throw LlamaError.notFinite(weight.name) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tensors = weights.map {
      NamedTensor(name: $0.name, shape: $0.value.shape, values: $0.value.scalars())
    }
    try SafetensorsWriter.write(
      tensors, as: .float32, metadata: ["format": "pt"],
      to: folder.appending(path: "model.safetensors"))
    try WholeFile.write(
      json(model.configuration.object(isScalar: scalarHead != nil)),
      to: folder.appending(path: "config.json"))
    try WholeFile.write(
      json(model.configuration.generationObject),
      to: folder.appending(path: "generation_config.json"))
  }

  /// A reward model carries no untied output matrix: it has no use there.
  private var weights: [Parameter] {
    guard let scalarHead else { return model.parameters }
    return ScalarModel(trunk: model, head: scalarHead).parameters
  }

  private func json(_ object: [String: Any]) throws -> Data {
    try JSONSerialization.data(
      withJSONObject: object, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
  }
}

extension LlamaConfiguration {
  /// The `config.json` of the model, in both spellings of the rotary embedding.
  func object(isScalar: Bool) -> [String: Any] {
    var object: [String: Any] = [
      "architectures": [
        isScalar ? ModelArchitecture.llama.scalarClass : ModelArchitecture.llama.languageClass
      ],
      "model_type": ModelArchitecture.llama.modelType, "hidden_act": "silu", "dtype": "float32",
      "torch_dtype": "float32",
      "vocab_size": vocabularySize, "hidden_size": hiddenSize,
      "intermediate_size": intermediateSize, "num_hidden_layers": layers,
      "num_attention_heads": heads, "num_key_value_heads": keyValueHeads, "head_dim": headDimension,
      "max_position_embeddings": contextLength, "rms_norm_eps": shortest(epsilon),
      "tie_word_embeddings": tiesEmbeddings, "attention_bias": attentionBias,
      "mlp_bias": feedForwardBias, "initializer_range": shortest(initialDeviation),
      "rope_theta": rotary.base, "rope_scaling": rotary.scaling.object ?? NSNull(),
      "rope_parameters": (rotary.scaling.object ?? ["rope_type": "default"])
        .merging(["rope_theta": rotary.base]) { $1 },
      "pad_token_id": NSNull(), "use_cache": true,
    ]
    object.merge(tokenObject) { $1 }
    if isScalar {
      object["num_labels"] = 1
      object["id2label"] = ["0": "score"]
      object["label2id"] = ["score": 0]
    }
    return object
  }

  /// The `generation_config.json` of the model.
  var generationObject: [String: Any] { tokenObject.merging(["_from_model_config": true]) { $1 } }

  private var tokenObject: [String: Any] {
    var object: [String: Any] = [:]
    if let bosToken { object["bos_token_id"] = bosToken }
    if let end = ends.first { object["eos_token_id"] = ends.count == 1 ? end : ends as Any }
    return object
  }

  private func shortest(_ value: Float) -> Double { Double(value.description) ?? Double(value) }
}

extension RotaryScaling {
  /// The change of frequencies as transformers writes it; nil where there is none.
  var object: [String: Any]? {
    switch self {
    case .none: nil
    case .linear(let factor): ["rope_type": "linear", "factor": factor]
    case .llama3(let factor, let low, let high, let original):
      [
        "rope_type": "llama3", "factor": factor, "low_freq_factor": low, "high_freq_factor": high,
        "original_max_position_embeddings": original,
      ]
    }
  }
}
