import Autograd
import CPUBackend
import Foundation
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// A model that was read, written and read again is the same model.
@Suite struct RoundTripTests {
  private let backend = CPUBackend(threads: 1, atMost: .tested)

  @Test(arguments: Fixtures.languageModels)
  func aLanguageModelComesBackWithEqualBits(name: String) throws {
    let model = try LlamaReader(folder: Fixtures.model(name), backend: backend).model()
    let copy = try withTemporaryFolder { folder in
      try model.write(to: folder, scalarHead: nil)
      return try LlamaReader(folder: folder, backend: backend).model()
    }
    #expect(bits(model.parameters) == bits(copy.parameters))
    #expect(model.parameters.map(\.name) == copy.parameters.map(\.name))
    #expect(model.configuration == copy.configuration)
  }

  @Test func aRewardModelComesBackWithEqualBits() throws {
    let source = Fixtures.model(Fixtures.scalarModel)
    let model = try LlamaReader(folder: source, backend: backend).scalarModel()
    let copy = try withTemporaryFolder { folder in
      try model.write(to: folder)
      return try LlamaReader(folder: folder, backend: backend).scalarModel()
    }
    #expect(bits(model.parameters) == bits(copy.parameters))
    #expect(model.parameters.map(\.name) == copy.parameters.map(\.name))
  }

  @Test(arguments: Fixtures.languageModels)
  func eachSpellingOfTheRotaryEmbeddingIsEnoughAlone(name: String) throws {
    let reader = try LlamaReader(folder: Fixtures.model(name), backend: backend)
    let model = try reader.model()
    try withTemporaryFolder { folder in
      try model.write(to: folder, scalarHead: nil)
      let written = try object(folder)
      for removed in [["rope_parameters"], ["rope_theta", "rope_scaling"]] {
        #expect(removed.allSatisfy { written[$0] != nil }, "config.json has \(removed)")
        let rest = written.filter { !removed.contains($0.key) }
        let url = folder.appending(path: "config-without-\(removed[0]).json")
        try JSONSerialization.data(withJSONObject: rest).write(to: url)
        #expect(try LlamaConfiguration(contentsOf: url) == model.configuration)
      }
      #expect(written["dtype"] as? String == "float32")
      #expect(written["torch_dtype"] as? String == "float32")
    }
  }

  private func object(_ folder: URL) throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appending(path: "config.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private func bits(_ parameters: [Parameter]) -> [String: [UInt32]] {
    Dictionary(
      uniqueKeysWithValues: parameters.map { ($0.name, $0.value.scalars().map(\.bitPattern)) })
  }
}
