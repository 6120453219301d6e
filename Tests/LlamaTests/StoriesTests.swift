import Autograd
import CPUBackend
import Foundation
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// The trained model `stories260K` against the outputs of llama2.c.
@Suite(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
struct StoriesTests {
  struct Golden: Decodable {
    struct Greedy: Decodable {
      var ids: [Int32]
    }
    var greedy: Greedy
  }

  private func model() throws -> Llama {
    let folder = try Reference.url("models/stories260K")
    return try LlamaReader(folder: folder, backend: CPUBackend(atMost: .tested)).model()
  }

  private func goldenTokens() throws -> [Int32] {
    let data = try Data(contentsOf: Reference.url("models/stories260K/golden.json"))
    return try JSONDecoder().decode(Golden.self, from: data).greedy.ids
  }

  @Test func logitsEqualTheGoldenOnes() throws {
    let model = try model()
    let ids = try goldenTokens()
    let data = try Data(
      contentsOf: Reference.url("models/stories260K/golden_logits_f32_63x512.bin"))
    let golden = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    let hidden = model.hidden(PackedBatch([Array(ids.prefix(63))]), on: nil).value
    let logits = model.backend.product(hidden.matrix, model.outputWeight.value.transposed)
    let worst = zip(logits.scalars(), golden).map { abs($0 - $1) }.max() ?? .infinity
    #expect(logits.count == golden.count)
    #expect(worst < 2e-4)
  }

  @Test func greedyTokensEqualTheGoldenOnes() throws {
    let ids = try goldenTokens()
    let request = GenerationRequest(prompt: Array(ids.prefix(5)), identity: 0)
    let settings = SamplingSettings(temperature: 0, maximumNewTokens: ids.count - 5)
    let answers = try Generator(model(), ends: [2]).generate([request], settings, seed: 0)
    #expect(answers[0][0].tokens == Array(ids.dropFirst(5)))
  }
}
