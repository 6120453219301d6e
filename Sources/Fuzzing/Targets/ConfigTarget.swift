import Llama

extension FuzzTarget {
  /// The `config.json` of a model.
  static let config = FuzzTarget("config") { bytes, scratch in
    _ = try LlamaConfiguration(contentsOf: scratch.place(bytes, "config.json"))
  }
}
