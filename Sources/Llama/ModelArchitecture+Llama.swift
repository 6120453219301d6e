package import Layers

extension ModelArchitecture {
  /// Llama, as Llama 2, Llama 3 and TinyLlama have it.
  package static let llama = ModelArchitecture(
    modelType: "llama", languageClass: "LlamaForCausalLM",
    scalarClass: "LlamaForSequenceClassification"
  ) { LlamaReader(files: $0, backend: $1) }
}
