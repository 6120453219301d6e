import Autograd
import CPUBackend
import Foundation
import Layers
import Llama
import Safetensors
import TensorTestSupport
import Tensors
import Testing

@Suite struct LlamaFolderTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "llama-\(UUID())")
  let backend = CPUBackend(threads: 2, atMost: .tested)

  private func written(_ change: (inout [String: Any]) -> Void = { _ in }) throws {
    try TinyLlama.model().write(to: folder, scalarHead: nil)
    let url = folder.appending(path: "config.json")
    let data = try Data(contentsOf: url)
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    change(&object)
    try JSONSerialization.data(withJSONObject: object).write(to: url)
  }

  private func reading() throws -> Llama {
    try LlamaReader(folder: folder, backend: backend).model()
  }

  private func message(_ body: () throws -> Void) -> String {
    do { try body() } catch { return "\(error)" }
    return "nothing was thrown"
  }

  @Test func whatIsWrittenIsReadBackToTheBit() throws {
    for ties in [true, false] {
      var configuration = TinyLlama.configuration()
      configuration.tiesEmbeddings = ties
      configuration.attentionBias = !ties
      configuration.feedForwardBias = !ties
      configuration.rotary.scaling = .llama3(factor: 8, low: 1, high: 4, original: 32)
      let model = try TinyLlama.model(configuration)
      try model.write(to: folder, scalarHead: nil)
      let read = try reading()
      #expect(read.configuration == configuration)
      for (a, b) in zip(model.parameters, read.parameters) {
        #expect(a.name == b.name)
        #expect(a.value.scalars() == b.value.scalars())
      }
    }
  }

  @Test func rewardModelsKeepTheirHead() throws {
    try TinyLlama.model().write(to: folder, scalarHead: nil)
    let reader = try LlamaReader(folder: folder, backend: backend)
    let fresh = try reader.scalarModel(freshHeadSeed: 4)
    let out = folder.appending(path: "reward")
    try fresh.write(to: out)
    let read = try LlamaReader(folder: out, backend: backend).scalarModel()
    let rows: [[Int32]] = [[1, 5, 9], [1, 7], [1, 20, 21, 22, 2]]
    #expect(fresh.scores(of: rows).value.scalars() == read.scores(of: rows).value.scalars())
    #expect(message { _ = try reader.scalarModel() }.contains("no tensor score.weight"))
  }

  @Test func olderSpellingOfTheRotaryEmbeddingIsRead() throws {
    try written {
      $0["rope_parameters"] = nil
      $0["rope_theta"] = 5000
      $0["rope_scaling"] = ["type": "linear", "factor": 2]
    }
    let rotary = try reading().configuration.rotary
    #expect(rotary.base == 5000)
    #expect(rotary.scaling == .linear(factor: 2))
  }

  @Test func unusableConfigurationsAreNamed() throws {
    try written { $0["hidden_size"] = nil }
    #expect(message { _ = try reading() }.contains("lacks hidden_size"))
    try written { $0["rope_parameters"] = ["rope_type": "yarn"] }
    #expect(message { _ = try reading() }.contains("rotary type yarn"))
    try written { $0["intermediate_size"] = 41 }
    #expect(
      message { _ = try reading() }
        .contains("[40, 24] but config.json asks for [41, 24] (intermediate_size, hidden_size)"))
    try written { $0["num_hidden_layers"] = 1 }
    #expect(
      message { _ = try reading() }.contains("1 for num_hidden_layers, but the weights hold 2"))
    try written { $0["num_hidden_layers"] = 3 }
    #expect(
      message { _ = try reading() }.contains("3 for num_hidden_layers, but the weights hold 2"))
    try written { $0["hidden_act"] = "gelu" }
    #expect(message { _ = try reading() }.contains("activation gelu"))
  }

  @Test func missingFilesAreNamed() throws {
    #expect(message { _ = try reading() }.hasPrefix("There is no folder"))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    #expect(message { _ = try reading() }.contains("is empty; give the folder"))
    try Data().write(to: folder.appending(path: "a.txt"))
    #expect(message { _ = try reading() }.contains("has no config.json: it holds a.txt; give"))
  }

  @Test func aSequenceHasTheSameNumbersInAnyCompany() throws {
    let model = try TinyLlama.model(backend: backend)
    let rows: [[Int32]] = (1...7).map { length in (0..<length).map { Int32(($0 * 7 + length) % 37) }
    }
    let together = model.hidden(PackedBatch(rows), on: nil).value
    var start = 0
    for row in rows {
      let alone = model.hidden(PackedBatch([row]), on: nil).value
      let slice = Array(together.scalars()[start * 24..<(start + row.count) * 24])
      #expect(zip(alone.scalars(), slice).allSatisfy { abs($0 - $1) < 1e-5 })
      start += row.count
    }
  }
}
