import Autograd
import CPUBackend
import Foundation
import Layers
import Llama
import Safetensors
import TensorTestSupport
import Tensors
import Testing

/// Configurations and weights that were damaged, or made to cost time, memory or the process.
@Suite struct HostileConfigurationTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "llama-\(UUID())")
  private let backend = CPUBackend(threads: 2, atMost: .tested)
  private let file: URL
  private let written: Data

  init() throws {
    try TinyLlama.model().write(to: folder, scalarHead: nil)
    file = folder.appending(path: "config.json")
    written = try Data(contentsOf: file)
  }

  /// Writes the configuration anew, with JSON text as the values of some keys.
  private func change(_ values: [String: String]) throws {
    var object = try #require(try JSONSerialization.jsonObject(with: written) as? [String: Any])
    for key in values.keys { object[key] = nil }
    let rest = try JSONSerialization.data(withJSONObject: object)
    let added = values.map { "\"\($0.key)\":\($0.value)," }.joined()
    try (Data("{\(added)".utf8) + rest.dropFirst()).write(to: file)
  }

  private func reading() throws -> Llama {
    try LlamaReader(folder: folder, backend: backend).model()
  }

  private func sentence() -> String {
    do { _ = try reading() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  @Test(arguments: [
    ("max_position_embeddings", ["0", "-1", "1e19", "1e400", "16777217", "\"64\"", "true", "6.5"]),
    ("vocab_size", ["1e10", "9223372036854775807", "9223372036854775808", "[]", "null"]),
    ("num_attention_heads", ["0", "5", "2147483648"]),
    ("num_hidden_layers", ["2000000000", "1"]),
    ("head_dim", ["3", "1e30", "2147483647"]),
    ("num_key_value_heads", ["3", "1e-3"]),
    ("rms_norm_eps", ["0", "-1e-5", "1e400", "\"1e-5\""]),
    ("initializer_range", ["1e39", "-1"]),
    ("eos_token_id", ["37", "-1", "4294967298", "[2,\"3\"]", "1.5"]),
    ("bos_token_id", ["99999999999", "{}"]),
    ("tie_word_embeddings", ["1", "\"true\""]),
  ])
  func numbersBeyondTheWeightsAreNamedWithTheirKey(key: String, values: [String]) throws {
    for value in values {
      try change([key: value])
      let sentence = sentence()
      #expect(sentence.contains(key) && sentence.contains("config.json"), "\(value): \(sentence)")
    }
  }

  @Test(arguments: [
    ("\"factor\":0", "factor"), ("\"factor\":1e300", "factor"), ("\"x\":1", "factor"),
    ("\"factor\":8,\"original_max_position_embeddings\":1e19", "original_max_position_embeddings"),
    ("\"factor\":8,\"high_freq_factor\":1", "low_freq_factor"),
    ("\"factor\":8,\"rope_theta\":1e999", "rope_theta"),
    ("\"factor\":8,\"rope_theta\":0", "rope_theta"),
    ("\"factor\":\"8\"", "factor"),
  ])
  func rotaryNumbersOutOfRangeAreNamed(entries: String, key: String) throws {
    let names = [
      "low_freq_factor": 1, "high_freq_factor": 4, "original_max_position_embeddings": 8,
    ]
    let others = names.filter { !entries.contains($0.key) }.map { "\"\($0.key)\":\($0.value)" }
    let object = (["\"rope_type\":\"llama3\"", entries] + others).joined(separator: ",")
    for place in ["rope_parameters", "rope_scaling"] {
      let none = ["rope_parameters": "null", "rope_scaling": "null"]
      try change(none.merging([place: "{\(object)}"]) { $1 })
      #expect(sentence().contains(key), "\(sentence())")
    }
  }

  @Test func scalingThatIsStatedTwiceMustBeTheSame() throws {
    let (linear, other) = ("{\"type\":\"linear\",\"factor\":2.0}", "{\"rope_type\":\"default\"}")
    try change(["rope_scaling": linear, "rope_parameters": other])
    #expect(sentence().contains("rope_scaling in another way than in rope_parameters"))
    try change(["rope_scaling": linear, "rope_parameters": linear])
    #expect(try reading().configuration.rotary.scaling == .linear(factor: 2))
    try change(["rope_scaling": linear, "rope_parameters": "null"])
    #expect(try reading().configuration.rotary.scaling == .linear(factor: 2))
    try change(["rope_scaling": "[2]"])
    #expect(sentence().contains("value of rope_scaling that is not an object"))
  }

  @Test func textThatIsNoPlainObjectIsRefused() throws {
    let deep = String(repeating: "[", count: 100_000)
    for (text, part) in [
      ("{\"a\":1,\"a\":2}", "'a' is there twice"), (deep, "nested too deeply"), ("", "not JSON"),
      ("[]", "is not a JSON object"), ("<html></html>", "a web page"),
      ("version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
    ] {
      try Data(text.utf8).write(to: file)
      #expect(sentence().contains(part), "\(sentence())")
    }
  }

  @Test func longContextsCostNothingUntilTheyAreUsed() throws {
    try change(["max_position_embeddings": "16777216"])
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try reading() }
    #expect(time < .seconds(5), "\(time)")
  }

  @Test func rotaryRowsAreTheSameHoweverTheyCame() throws {
    var configuration = TinyLlama.configuration()
    configuration.contextLength = 1000
    let (atOnce, grown) = (
      try TinyLlama.model(configuration, backend: backend),
      try TinyLlama.model(configuration, backend: backend)
    )
    let long = (0..<700).map { Int32($0 % 37) }
    for length in [1, 64, 65, 300] {
      _ = grown.hidden(PackedBatch([Array(long.prefix(length))]), on: nil)
    }
    #expect(
      atOnce.hidden(PackedBatch([long]), on: nil).value.scalars()
        == grown.hidden(PackedBatch([long]), on: nil).value.scalars())
  }

  @Test func embeddingThatIsStoredTwiceIsRead() throws {
    let weights = try SafetensorsFolder(contentsOf: folder)
    func write(_ last: Float) throws {
      let tensors = try weights.names.map { name in
        NamedTensor(
          name: name, shape: try weights.shape(of: name), values: (try? weights.floats(name)) ?? [])
      }
      let embedding = try weights.floats("model.embed_tokens.weight")
      let copy = NamedTensor(
        name: "lm_head.weight", shape: [37, 24], values: embedding.dropLast() + [last])
      try SafetensorsWriter.write(
        tensors + [copy], to: folder.appending(path: "model.safetensors"))
    }
    let last = try #require(try weights.floats("model.embed_tokens.weight").last)
    let before = try reading().parameters.map { $0.value.scalars() }
    try write(last)
    #expect(try reading().parameters.map { $0.value.scalars() } == before)
    try write(last + 1)
    #expect(sentence().contains("lm_head.weight differs from model.embed_tokens.weight"))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func weightsThatAreNotFiniteAreNamedWithTheirFile(value: Float) throws {
    let url = folder.appending(path: "model.safetensors")
    var data = try Data(contentsOf: url)
    withUnsafeBytes(of: value) { data.replaceSubrange(data.count - 4..<data.count, with: $0) }
    try data.write(to: url)
    #expect(
      sentence().hasPrefix(
        "\(url.path()): tensor 'model.norm.weight' holds values that are not finite numbers"))
  }

  @Test func modelThatIsNotFiniteIsNotWritten() throws {
    let model = try reading()
    let weight = try #require(model.parameters.last)
    backend.fill(weight.value, with: .nan)
    let place = folder.appending(path: "new")
    #expect(throws: LlamaError.notFinite(weight.name)) {
      try model.write(to: place, scalarHead: nil)
    }
    #expect(!FileManager.default.fileExists(atPath: place.path()))
  }

  @Test func nothingIsDrawnFromScoresThatAreNotFinite() throws {
    let model = try reading()
    let norm = try #require(model.parameters.last)
    let request = GenerationRequest(prompt: [1, 5], identity: 0)
    for value in [Float.nan, 3e38] {
      backend.fill(norm.value, with: value)
      for settings in [
        SamplingSettings(), SamplingSettings(temperature: 0), SamplingSettings(topK: 3),
      ] {
        #expect(throws: LlamaError.scoresNotFinite) {
          try Generator(model, ends: []).generate([request], settings, seed: 1)
        }
      }
    }
  }

  @Test func answersOfAnyLengthEndWithTheContext() throws {
    let answers = try Generator(reading(), ends: []).generate(
      [GenerationRequest(prompt: [1, 5], identity: 0)], SamplingSettings(maximumNewTokens: .max),
      seed: 1)
    #expect(answers[0][0].tokens.count == 62 && answers[0][0].end == .contextLimit)
  }
}
