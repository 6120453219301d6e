import Artifacts
import Autograd
import CPUBackend
import Corpora
import Foundation
import Layers
import Llama
import Stages
import Tensors
import Testing
import Tokenization

struct RewardScorerTests {
  private let bench: ToyBench
  private let helpfulness: ArtifactFolder
  private let safety: ArtifactFolder
  private let bundle: TokenizerBundle
  private let sequences: [[Int32]]

  init() throws {
    bench = try ToyBench()
    helpfulness = try bench.artifact("reward-model") { try ToyFiles.writeReward(to: $0, seed: 1) }
    safety = try bench.artifact("reward-model") { try ToyFiles.writeReward(to: $0, seed: 2) }
    bundle = try TokenizerBundle(files: helpfulness.files)
    let template = bundle.template
    sequences = try ToyRows.demonstrations().map { try template.conversation($0.messages).tokens }
  }

  private func scorer(tokensInMemory: Int = 8192) throws -> RewardScorer {
    try RewardScorer(
      helpfulness, safety, policy: bundle, backend: ToyFiles.backend,
      tokensInMemory: tokensInMemory)
  }

  @Test func scoresAreThoseOfTheTwoModels() throws {
    let models = try [helpfulness, safety].map {
      try LlamaReader(files: $0.files, backend: ToyFiles.backend).scalarModel()
        .scores(of: sequences).value.scalars()
    }
    let scores = try scorer().scores(of: sequences)
    #expect(scores.map(\.helpfulness) == models[0])
    #expect(scores.map(\.safety) == models[1])
    #expect(models[0] != models[1])
  }

  @Test(arguments: [1, 2, 3, 7, 12])
  func scoreDoesNotDependOnCompany(count: Int) throws {
    let alone = try sequences.map { try scorer().scores(of: [$0])[0] }
    let company = try stride(from: 0, to: sequences.count, by: count).flatMap {
      try scorer().scores(of: Array(sequences[$0..<min($0 + count, sequences.count)]))
    }
    let cut = try scorer(tokensInMemory: count * 20).scores(of: sequences)
    for (one, other) in zip(alone + alone, company + cut) {
      #expect(abs(one.helpfulness - other.helpfulness) <= 1e-5)
      #expect(abs(one.safety - other.safety) <= 1e-5)
    }
  }

  @Test(arguments: [Float.nan, 3e38])
  func scoresThatAreNotFiniteAreAnError(value: Float) throws {
    let model = try LlamaReader(files: safety.files, backend: ToyFiles.backend).scalarModel()
    ToyFiles.backend.fill(model.head.value, with: value)
    let good = try LlamaReader(files: helpfulness.files, backend: ToyFiles.backend).scalarModel()
    #expect(throws: StagesError.scoresNotFinite("safety reward model")) {
      try RewardScorer(helpfulness: good, safety: model).scores(of: sequences)
    }
  }

  @Test func rewardModelWithAnotherTokenizerIsRefused() throws {
    let other = try bench.artifact("reward-model") {
      try ToyFiles.writeReward(to: $0, seed: 3)
      try BytePairTrainer(vocabularySize: 320).train(on: ToyFiles.paddock.corpus(30))
        .serialized().write(to: $0.appending(path: "tokenizer.model"))
    }
    #expect {
      _ = try RewardScorer(helpfulness, other, policy: bundle, backend: ToyFiles.backend)
    } throws: {
      "\($0)" == "The safety reward model has another tokenizer than the policy, so its tokens "
        + "mean other words; train it from the same base model."
    }
  }

  @Test func modelWithoutAScalarHeadIsRefused() throws {
    let chat = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
    #expect(throws: (any Error).self) {
      try RewardScorer(chat, safety, policy: bundle, backend: ToyFiles.backend)
    }
  }
}
