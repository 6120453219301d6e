package import Foundation
import Safetensors

extension LlamaConfiguration {
  /// The longest context that is taken from a file; no model was made for as many tokens.
  private static let longestContext = 1 << 24
  private static let mostBytes = 16_000_000

  /// Reads a `config.json`, in its newer (`rope_parameters`) or older (`rope_theta`) spelling.
  package init(contentsOf url: URL) throws {
    let value = try JSONValue(contentsOf: url, atMost: Self.mostBytes)
    guard value.members != nil else { throw ModelFileError.notAnObject(url) }
    try self.init(ConfigurationObject(value, url))
  }

  private init(_ object: ConfigurationObject) throws {
    try object.requireActivation()
    let hiddenSize = try object.size("hidden_size")
    let heads = try object.size("num_attention_heads")
    self.init(
      vocabularySize: try object.size("vocab_size"), hiddenSize: hiddenSize,
      intermediateSize: try object.size("intermediate_size"),
      layers: try object.size("num_hidden_layers"), heads: heads,
      keyValueHeads: try object.optionalSize("num_key_value_heads") ?? heads,
      contextLength: try object.size("max_position_embeddings", atMost: Self.longestContext))
    headDimension = try object.optionalSize("head_dim") ?? hiddenSize / heads
    epsilon = Float(try object.number("rms_norm_eps", in: 1e-12...1) ?? 1e-6)
    tiesEmbeddings = try object.flag("tie_word_embeddings") ?? false
    attentionBias = try object.flag("attention_bias") ?? false
    feedForwardBias = try object.flag("mlp_bias") ?? false
    initialDeviation = Float(try object.number("initializer_range", in: 0...1000) ?? 0.02)
    rotary = try object.rotary()
    bosToken = try object.tokens("bos_token_id", below: vocabularySize).first
    ends = try object.tokens("eos_token_id", below: vocabularySize)
    try requireWholeHeads(object)
  }

  private func requireWholeHeads(_ object: ConfigurationObject) throws {
    try object.require(
      heads % keyValueHeads == 0, "num_attention_heads must be a multiple of num_key_value_heads")
    try object.require(
      object.has("head_dim") || hiddenSize % heads == 0,
      "hidden_size must be a multiple of num_attention_heads when head_dim is absent")
    try object.require(
      headDimension > 0 && headDimension % 2 == 0, "head_dim must be even for rotary embeddings")
  }
}

/// The entries of a `config.json`, with errors that name the file and the key.
struct ConfigurationObject {
  private let entries: [ByteName: JSONValue]
  private let url: URL

  /// Takes an object of the file; its entries that are null are as if they were absent.
  init(_ value: JSONValue, _ url: URL) {
    let present = (value.members ?? []).filter { if case .null = $0.value { false } else { true } }
    entries = Dictionary(present.map { (ByteName($0.name), $0.value) }) { first, _ in first }
    self.url = url
  }

  private func value(_ key: String) -> JSONValue? { entries[ByteName(key)] }

  func has(_ key: String) -> Bool { value(key) != nil }

  func text(_ key: String) -> String? { value(key)?.text }

  func object(_ key: String) -> ConfigurationObject? {
    value(key).flatMap { $0.members == nil ? nil : ConfigurationObject($0, url) }
  }

  func require(_ condition: Bool, _ sentence: String) throws {
    if !condition { throw fault(sentence) }
  }

  func fault(_ sentence: String) -> LlamaError { .configuration(url, sentence) }

  /// Returns a number, nil where there is none, and throws if it lies outside the range.
  func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
    guard let value = value(key) else { return nil }
    let number: Double? =
      switch value {
      case .integer(let number): Double(number)
      case .number(let number): number
      default: nil
      }
    guard let number, range.contains(number) else {
      throw wrong(key, "a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func size(_ key: String, atMost limit: Int = Int(Int32.max)) throws -> Int {
    guard let size = try optionalSize(key, atMost: limit) else { throw fault("lacks \(key)") }
    return size
  }

  func optionalSize(_ key: String, atMost limit: Int = Int(Int32.max)) throws -> Int? {
    guard let value = value(key) else { return nil }
    let size: Int? =
      switch value {
      case .integer(let number): number
      case .number(let number): Int(exactly: number)
      default: nil
      }
    guard let size, (1...limit).contains(size) else {
      throw wrong(key, "a whole number from 1 to \(limit)")
    }
    return size
  }

  func flag(_ key: String) throws -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .flag(let flag) = value else { throw wrong(key, "true or false") }
    return flag
  }

  /// Returns the one token or the list of tokens that a key names.
  func tokens(_ key: String, below limit: Int) throws -> [Int32] {
    let values: [JSONValue] =
      switch value(key) {
      case nil: []
      case .array(let values)?: values
      case let value?: [value]
      }
    return try values.map { value in
      guard case .integer(let number) = value, (0..<limit).contains(number),
        let token = Int32(exactly: number)
      else { throw wrong(key, "a token from 0 to \(limit - 1), or a list of such") }
      return token
    }
  }

  func requireActivation() throws {
    let activation = text("hidden_act") ?? "silu"
    guard activation == "silu" else {
      throw fault("asks for the activation \(activation), not silu")
    }
  }

  private func wrong(_ key: String, _ expected: String) -> LlamaError {
    fault("has a value of \(key) that is not \(expected)")
  }
}
