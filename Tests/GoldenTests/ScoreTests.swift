import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// Scores of a reward model equal those of `LlamaForSequenceClassification`.
@Suite struct ScoreTests {
  @Test(arguments: InstructionSet.allTested)
  func scoresAreThoseOfTransformersAloneAndPacked(set: InstructionSet) throws {
    let model = try LlamaReader(
      folder: Fixtures.model(Fixtures.scalarModel),
      backend: CPUBackend(threads: 2, atMost: set)
    ).scalarModel()
    let sequences = try GoldenScore.all(of: Fixtures.scalarModel)
    #expect(sequences.map(\.tokens.count) == [1, 7, 31, 33])
    for batch in sequences.map({ [$0] }) + [sequences, sequences.reversed()] {
      let scores = model.scores(of: batch.map(\.tokens)).value.scalars()
      #expect(largestDifference(scores, batch.map(\.score)) <= 1e-4)
    }
  }
}
