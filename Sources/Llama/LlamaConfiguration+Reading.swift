import Files
package import Foundation

extension LlamaConfiguration {
  /// Reads a `config.json`, in its newer (`rope_parameters`) or older (`rope_theta`) spelling.
  package init(contentsOf url: URL) throws {
    let data: Data
    do { data = try WholeFile.read(url) } catch CocoaError.fileReadNoSuchFile {
      throw LlamaError.missingFile(url.lastPathComponent, folder: url.deletingLastPathComponent())
    }
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw LlamaError.configuration(url, "is not a JSON object")
    }
    try self.init(ConfigurationObject(object, url))
  }

  private init(_ object: ConfigurationObject) throws {
    try object.requireLlama()
    let (width, heads) = (try object.size("hidden_size"), try object.size("num_attention_heads"))
    self.init(
      vocabularySize: try object.size("vocab_size"), width: width,
      feedForwardWidth: try object.size("intermediate_size"),
      layers: try object.size("num_hidden_layers"), heads: heads,
      keyHeads: try object.optionalSize("num_key_value_heads") ?? heads,
      contextLength: try object.size("max_position_embeddings"))
    head = try object.optionalSize("head_dim") ?? width / heads
    epsilon = Float(try object.number("rms_norm_eps") ?? 1e-6)
    tiesEmbeddings = try object.flag("tie_word_embeddings") ?? false
    attentionBias = try object.flag("attention_bias") ?? false
    feedForwardBias = try object.flag("mlp_bias") ?? false
    initialDeviation = Float(try object.number("initializer_range") ?? 0.02)
    rotary = try object.rotary()
    beginning = object.tokens("bos_token_id").first
    ends = object.tokens("eos_token_id")
    try object.require(
      heads % keyHeads == 0, "num_attention_heads must be a multiple of num_key_value_heads")
    try object.require(head % 2 == 0, "head_dim must be even for rotary embeddings")
    try object.require(
      object.has("head_dim") || width % heads == 0,
      "hidden_size must be a multiple of num_attention_heads when head_dim is absent")
  }
}

/// The entries of a `config.json`, with errors that name the file and the key.
struct ConfigurationObject {
  private let entries: [String: Any]
  private let url: URL

  init(_ entries: [String: Any], _ url: URL) {
    self.entries = entries.filter { !($0.value is NSNull) }
    self.url = url
  }

  func has(_ key: String) -> Bool { entries[key] != nil }

  func require(_ condition: Bool, _ sentence: String) throws {
    if !condition { throw LlamaError.configuration(url, sentence) }
  }

  func number(_ key: String) throws -> Double? {
    guard let value = entries[key] else { return nil }
    guard let number = value as? NSNumber else { throw wrong(key, "a number") }
    return number.doubleValue
  }

  func size(_ key: String) throws -> Int {
    guard let size = try optionalSize(key) else {
      throw LlamaError.configuration(url, "lacks \(key)")
    }
    return size
  }

  func optionalSize(_ key: String) throws -> Int? {
    guard let number = try number(key) else { return nil }
    guard number >= 1, number == number.rounded(), number < 1e9 else {
      throw wrong(key, "a positive whole number")
    }
    return Int(number)
  }

  func flag(_ key: String) throws -> Bool? {
    guard let value = entries[key] else { return nil }
    guard let flag = value as? Bool else { throw wrong(key, "true or false") }
    return flag
  }

  func tokens(_ key: String) -> [Int32] {
    switch entries[key] {
    case let number as NSNumber: [number.int32Value]
    case let list as [NSNumber]: list.map(\.int32Value)
    default: []
    }
  }

  func object(_ key: String) -> ConfigurationObject? {
    (entries[key] as? [String: Any]).map { ConfigurationObject($0, url) }
  }

  func requireLlama() throws {
    let type = entries["model_type"] as? String ?? "nothing"
    guard type == "llama" else { throw LlamaError.architecture(url, type) }
    let activation = entries["hidden_act"] as? String ?? "silu"
    guard activation == "silu" else {
      throw LlamaError.configuration(url, "asks for the activation \(activation), not silu")
    }
  }

  func rotary() throws -> RotaryConfiguration {
    var rotary = RotaryConfiguration()
    let parameters = object("rope_parameters")
    let scaling = parameters ?? object("rope_scaling")
    rotary.base = try parameters?.number("rope_theta") ?? number("rope_theta") ?? 10_000
    rotary.scaling = try scaling?.rotaryScaling() ?? .none
    return rotary
  }

  private func rotaryScaling() throws -> RotaryScaling {
    let type = (entries["rope_type"] ?? entries["type"]) as? String ?? "default"
    switch type {
    case "default":
      return .none
    case "linear":
      return .linear(factor: try needed("factor"))
    case "llama3":
      return .llama3(
        factor: try needed("factor"), low: try needed("low_freq_factor"),
        high: try needed("high_freq_factor"),
        original: Int(try needed("original_max_position_embeddings")))
    default:
      throw LlamaError.configuration(
        url, "asks for the rotary type \(type); known are default, linear and llama3")
    }
  }

  private func needed(_ key: String) throws -> Double {
    guard let number = try number(key), number > 0 else {
      throw LlamaError.configuration(url, "lacks \(key) of the rotary embedding")
    }
    return number
  }

  private func wrong(_ key: String, _ expected: String) -> LlamaError {
    .configuration(url, "has a \(key) that is not \(expected)")
  }
}
