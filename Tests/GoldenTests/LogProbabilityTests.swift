import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// Log-probabilities equal those of transformers, whatever the rotary type, heads and biases.
@Suite struct LogProbabilityTests {
  private let tolerance = 1e-4

  @Test(arguments: Fixtures.languageModels, InstructionSet.allTested)
  func sequencesAloneHaveTheProbabilitiesOfTransformers(
    name: String, set: InstructionSet
  ) throws {
    let model = try model(name, set)
    let sequences = try GoldenSequence.all(of: name)
    #expect(sequences.map(\.tokens.count) == [1, 7, 31, 33])
    for golden in sequences {
      #expect(
        largestDifference(next(model, [golden]), golden.nextLogProbabilities) <= tolerance)
    }
  }

  @Test(arguments: Fixtures.languageModels, InstructionSet.allTested)
  func sequencesPackedTogetherHaveTheProbabilitiesOfTransformers(
    name: String, set: InstructionSet
  ) throws {
    let model = try model(name, set)
    let sequences = try GoldenSequence.all(of: name)
    for order in [sequences, sequences.reversed()] {
      let golden = order.flatMap(\.nextLogProbabilities)
      #expect(golden.count == 68)
      #expect(largestDifference(next(model, order), golden) <= tolerance)
    }
  }

  @Test(arguments: Fixtures.languageModels, InstructionSet.allTested)
  func distributionsAfterTheLastTokenAreThoseOfTransformers(
    name: String, set: InstructionSet
  ) throws {
    let model = try model(name, set)
    let sequences = try GoldenSequence.all(of: name)
    let batch = PackedBatch(sequences.map(\.tokens))
    let hidden = model.hidden(batch, on: nil)
    let vocabulary = Array(0..<Int32(model.vocabularySize))
    for (index, golden) in sequences.enumerated() {
      let row = batch.row(sequence: index, token: golden.tokens.count - 1)
      let last = hidden.rows(Indices(vocabulary.map { _ in row }))
        .tokenLogProbabilities(model.outputWeight, targets: vocabulary).logProbabilities
      #expect(
        largestDifference(last.value.scalars(), golden.lastLogProbabilities) <= tolerance)
    }
  }

  private func model(_ name: String, _ set: InstructionSet) throws -> Llama {
    try LlamaReader(
      folder: Fixtures.model(name), backend: CPUBackend(threads: 2, atMost: set)
    ).model()
  }

  private func next(_ model: Llama, _ sequences: [GoldenSequence]) -> [Float] {
    model.logProbabilities(
      of: sequences.map(\.tokens), targets: sequences.map { [1..<$0.tokens.count] }
    ).logProbabilities.value.scalars()
  }
}
