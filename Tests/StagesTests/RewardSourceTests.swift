import Artifacts
import Autograd
import CPUBackend
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Tensors
import Testing
import Tokenization

/// What reward models, rules and the oracle say about answers.
struct RewardSourceTests {
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

  private func source(
    microBatchTokens: Int = 8192, threshold: Double = 0.15
  ) throws -> CombinedRewardSource {
    try CombinedRewardSource(
      RewardModelFolders(helpfulness: helpfulness, safety: safety), policy: bundle,
      selection: RewardSelection(probability: threshold), backend: ToyFiles.backend,
      microBatchTokens: microBatchTokens)
  }

  private func answers(_ sequences: [[Int32]], isTagged: Bool = false) -> [AnswerToReward] {
    let prompt = PromptRecord(id: "p", messages: [], safety: isTagged)
    return sequences.map { AnswerToReward(prompt: prompt, tokens: $0, text: "") }
  }

  private func modelScores() throws -> [[Float]] {
    try [helpfulness, safety].map {
      try LlamaReader(files: $0.files, backend: ToyFiles.backend).scalarModel()
        .scores(of: sequences).value.scalars()
    }
  }

  @Test func scoresAreThoseOfTheTwoModels() throws {
    let models = try modelScores()
    let rewards = try source().rewards(of: answers(sequences))
    #expect(rewards.allSatisfy { $0.scores.names == ["helpfulness", "safety"] })
    #expect(rewards.map { $0.scores["helpfulness"] } == models[0])
    #expect(rewards.map { $0.scores["safety"] } == models[1])
    #expect(models[0] != models[1])
  }

  @Test(arguments: [true, false], [0.2, 0.5, 0.8])
  func theScoreThatCountsIsTheOneThatThePaperSelects(isTagged: Bool, threshold: Double) throws {
    let selection = RewardSelection(probability: threshold)
    let expected = zip(try modelScores()[0], try modelScores()[1]).map {
      selection.select(helpfulness: $0, safety: $1, isTagged: isTagged)
    }
    let rewards = try source(threshold: threshold)
      .rewards(of: answers(sequences, isTagged: isTagged))
    #expect(rewards.map(\.selected) == expected)
  }

  @Test func oneModelGivesOneScoreUnderItsName() throws {
    let source = try RewardModelSource(
      "honesty", safety, policy: bundle, backend: ToyFiles.backend)
    let rewards = try source.rewards(of: answers(sequences))
    #expect(rewards.allSatisfy { $0.scores.names == ["honesty"] && $0.selected.cause == nil })
    #expect(rewards.map { $0.scores["honesty"] } == (try modelScores()[1]))
    #expect(rewards.map(\.selected.score) == (try modelScores()[1]))
  }

  @Test(arguments: [1, 2, 3, 7, 12])
  func scoreDoesNotDependOnCompany(count: Int) throws {
    let alone = try sequences.flatMap { try source().rewards(of: answers([$0])) }
    let company = try stride(from: 0, to: sequences.count, by: count).flatMap {
      let part = Array(sequences[$0..<min($0 + count, sequences.count)])
      return try source().rewards(of: answers(part))
    }
    let cut = try source(microBatchTokens: count * 20).rewards(of: answers(sequences))
    for (one, other) in zip(alone + alone, company + cut) {
      for name in one.scores.names {
        #expect(abs(one.scores[name] - other.scores[name]) <= 1e-5)
      }
    }
  }

  @Test(arguments: [Float.nan, 3e38])
  func scoresThatAreNotFiniteAreAnError(value: Float) throws {
    let model = try LlamaReader(files: safety.files, backend: ToyFiles.backend).scalarModel()
    ToyFiles.backend.fill(model.head.value, with: value)
    let good = try LlamaReader(files: helpfulness.files, backend: ToyFiles.backend).scalarModel()
    #expect(throws: StagesError.scoresNotFinite("safety reward model")) {
      try CombinedRewardSource(helpfulness: good, safety: model, selection: RewardSelection())
        .rewards(of: answers(sequences))
    }
  }

  @Test func rewardModelWithAnotherTokenizerIsRefused() throws {
    let other = try bench.artifact("reward-model") {
      try ToyFiles.writeReward(to: $0, seed: 3)
      try BytePairTrainer(vocabularySize: 320).train(on: ToyFiles.paddock.corpus(30))
        .serialized().write(to: $0.appending(path: "tokenizer.model"))
    }
    #expect {
      _ = try RewardModelSource("safety", other, policy: bundle, backend: ToyFiles.backend)
    } throws: {
      "\($0)" == "The safety reward model has another tokenizer than the policy, so its tokens "
        + "mean other words; train it from the same base model."
    }
  }

  @Test func modelWithoutAScalarHeadIsRefused() throws {
    let chat = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
    #expect(throws: (any Error).self) {
      try RewardModelSource("chat", chat, policy: bundle, backend: ToyFiles.backend)
    }
  }

  @Test func aRuleScoresWhatItIsShown() {
    let source = RuleRewardSource("words") { Float($0.text.split(separator: " ").count) }
    let prompt = PromptRecord(id: "p", messages: [])
    let rewards = source.rewards(
      of: ["one", "one two"].map { AnswerToReward(prompt: prompt, tokens: [], text: $0) })
    #expect(rewards.map { $0.scores["words"] } == [1, 2])
    #expect(rewards.map(\.selected) == [SelectedReward(score: 1), SelectedReward(score: 2)])
  }

  @Test func theOracleJudgesTaggedPromptsBySafety() throws {
    let paddock = ToyFiles.paddock
    let judge = GoldJudge(paddock)
    for prompt in paddock.prompts(20) {
      let text = "I cannot help with that."
      let reward = judge.rewards(of: [AnswerToReward(prompt: prompt, tokens: [], text: text)])[0]
      let gold = (
        Float(paddock.oracle.helpfulness(of: text, to: prompt.messages)),
        Float(paddock.oracle.safety(of: text, to: prompt.messages))
      )
      #expect(reward.scores == ["helpfulness": gold.0, "safety": gold.1])
      #expect(reward.selected.score == (prompt.safety ? gold.1 : gold.0))
    }
  }

  @Test func scoresAreWrittenUnderTheirNames() throws {
    let scores: RewardScores = ["safety": -1.5, "helpfulness": 0.1]
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let data = try encoder.encode(scores)
    #expect(String(decoding: data, as: UTF8.self) == #"{"helpfulness":0.1,"safety":-1.5}"#)
    let read = try JSONDecoder().decode(RewardScores.self, from: data)
    #expect(read == scores)
  }
}
