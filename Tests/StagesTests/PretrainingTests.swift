import Artifacts
import Corpora
import Foundation
import Layers
import Llama
import Stages
import Testing
import Tokenization

struct PretrainingTests {
  private struct Text: Codable { var text: String }

  private func run(_ texts: [String]) throws -> ToyRun {
    let bench = try ToyBench()
    var configuration = PretrainingConfiguration.standard
    configuration.model.hiddenSize = 16
    configuration.model.layers = 1
    configuration.model.heads = 2
    configuration.model.keyValueHeads = 1
    configuration.model.intermediateSize = 24
    configuration.model.contextLength = 96
    configuration.batch = BatchConfiguration(size: 8, epochs: 3)
    configuration.optimizer.learningRate = 1e-2
    configuration.heldOut = 0.1
    let tokenizer = try bench.artifact("tokenizer") {
      try ToyFiles.tokenizerModel.get().write(to: $0.appending(path: "tokenizer.model"))
    }
    return try bench.run(
      Pretraining(backend: ToyFiles.backend), configuration,
      [
        "tokenizer": [tokenizer],
        "corpus": [try bench.artifact("corpus", rows: texts.map { Text(text: $0) })],
      ])
  }

  @Test func baseModelLearnsAndCarriesItsTokenizer() throws {
    let long = String(repeating: "x", count: 200)
    let result = try run((0..<40).map { "Llama \($0) eats hay." } + [long])
    let losses = result.values("heldOut/loss")
    #expect(try #require(losses.last) < 0.9 * #require(losses.first))
    let policy = try Policy(files: result.output("model").files, backend: ToyFiles.backend)
    #expect(policy.ends == [policy.bundle.tokenizer.eosToken])
    #expect(
      try result.table("Rows").contains([
        .text("documents"), .text("dropped: longer than 96 tokens"), .number(1, digits: 0),
      ]))
  }

  @Test func heldOutDocumentsAreDrawnAndNoneIsLearnedToo() throws {
    // Ten documents, each four times, in order.
    let result = try run((0..<40).map { "Llama \($0 / 4) eats hay." })
    let prose = result.prose("Pretraining")
    #expect(prose.contains(" 4 documents are held out."))
    // Thirty-six rows, three times, in eights.
    #expect(prose.contains("14 steps of 8 rows, 3 times through all rows; 4 rows fill"))
  }

  @Test func theSameSeedGivesTheSameWeights() throws {
    let texts = (0..<16).map { "Llama \($0) is here." }
    #expect(try run(texts).weights() == run(texts).weights())
  }
}
