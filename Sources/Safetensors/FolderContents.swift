/// What a folder holds instead of the file of a model that is missing, and the way out of it.
package struct FolderContents {
  private let names: [String]

  /// Takes the names of what a folder holds.
  package init(_ names: some Sequence<String>) {
    self.names = names.map(ByteName.init).sorted().map(\.text)
  }

  /// What lies there and what to do, where the weights are missing.
  var wayToWeights: String {
    if let found = found(Self.foreign + Self.misplaced) { return found }
    return "\(list); give a folder that holds a model's weights."
  }

  /// What lies there and what to do, where `config.json` is missing.
  package var wayToModel: String {
    found(Self.foreign) ?? "\(list); give the folder of a Hugging Face model."
  }

  /// What lies there and what to do, where `tokenizer.model` is missing.
  package var wayToTokenizer: String {
    if let found = found(Self.tokenizers) { return found }
    return "\(list); add the SentencePiece model that belongs to the weights."
  }

  private func found(_ kinds: [Kind]) -> String? {
    for kind in kinds {
      if let name = names.first(where: { kind.includes($0) }) {
        return "it holds \(name), \(kind.words)"
      }
    }
    return nil
  }

  private var list: String {
    if names.isEmpty { return "it is empty" }
    let shown = names.prefix(8).joined(separator: ", ")
    return "it holds \(shown)" + (names.count > 8 ? " and \(names.count - 8) more" : "")
  }
}

extension FolderContents {
  /// Something that is found where a model is expected.
  private struct Kind {
    var beginnings: [String] = [""]
    var ends: [String] = [""]
    var exceptions: [String] = []
    /// What it is and what to do, as the end of a sentence.
    let words: String

    func includes(_ name: String) -> Bool {
      beginnings.contains(where: name.hasPrefix) && ends.contains(where: name.hasSuffix)
        && !exceptions.contains(where: name.hasPrefix)
    }
  }

  private static let foreign = [
    Kind(
      ends: [".incomplete", ".part", ".partial", ".crdownload", ".aria2", ".download"],
      words: "a download that was not finished; fetch the model again."),
    Kind(
      beginnings: ["adapter_"], ends: [".safetensors", ".bin", ".json"],
      words: "an adapter without its base model; merge the two first, with PEFT's merge_and_unload "
        + "and save_pretrained."),
    Kind(
      ends: ModelFileRole.ggmlEndings,
      words: "a GGUF model, which is not read; fetch its safetensors."),
    Kind(
      ends: ModelFileRole.pickledEndings,
      exceptions: ["training_args", "optimizer", "scheduler", "scaler", "rng_state", "random_"],
      words: "weights pickled by PyTorch, which can run code when they are opened; save the model "
        + "as safetensors, with transformers' save_pretrained."),
    Kind(
      ends: ModelFileRole.frameworkEndings,
      words: "weights of another framework; save the model as safetensors, with transformers' "
        + "save_pretrained."),
    Kind(
      beginnings: ["snapshots"],
      words: "which holds a folder for each revision of the model; give that one."),
  ]

  private static let misplaced = [
    Kind(
      beginnings: ["model-"], ends: [".safetensors"],
      words: "a shard, without the index of shards; fetch model.safetensors.index.json, too."),
    Kind(
      ends: [".safetensors"],
      words: "which has another name; rename it if it is the model's weights."),
  ]

  private static let tokenizers = [
    Kind(
      beginnings: ["tokenizer.json"],
      words: "a tokenizer of another form; only SentencePiece models (tokenizer.model) are "
        + "supported, so add that file or choose a model that has one."),
    Kind(
      beginnings: ["vocab.json", "merges.txt", "vocab.txt", "tiktoken", "qwen.tiktoken", "tekken"],
      words: "part of a tokenizer of another form; only SentencePiece models (tokenizer.model) are "
        + "supported, so choose a model that has one."),
    Kind(
      beginnings: ["spiece", "sentencepiece", "sp.model"], ends: [".model"],
      words: "which has another name; rename it to tokenizer.model if it belongs to the weights."),
  ]
}
