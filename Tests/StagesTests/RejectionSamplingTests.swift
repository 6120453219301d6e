import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Tensors
import Testing
import Tokenization

/// A candidate as the file spells it.
struct CandidateRow: Codable {
  struct Scores: Codable, Equatable {
    var helpfulness: Float
    var safety: Float
  }
  var prompt: PromptRecord
  var answer: AnswerRecord
  var scores: Scores
  var age: Int
}

struct RejectionSamplingTests {
  private let bench: ToyBench
  private let inputs: [String: [ArtifactFolder]]
  private let prompts = ToyRows.prompts()

  init() throws {
    bench = try ToyBench()
    inputs = [
      "model": [try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }],
      "helpfulness": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 21) }],
      "safety": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 22) }],
      "prompts": [try bench.artifact("prompts", rows: prompts)],
    ]
  }

  private func run(
    _ rule: CandidateRule = .piecewise, pool: [ArtifactFolder] = [],
    _ change: (inout RejectionSamplingConfiguration) -> Void = { _ in }
  ) throws -> ToyRun {
    var configuration = RejectionSamplingConfiguration.standard
    configuration.samples = 8
    configuration.maximumNewTokens = 5
    configuration.rule = rule
    configuration.safetyThreshold = 0.45
    change(&configuration)
    return try bench.run(
      RejectionSampling(backend: ToyFiles.backend), configuration,
      inputs.merging(["pool": pool]) { $1 })
  }

  @Test func promptsBeyondTheLimitAreDrawnAndCounted() throws {
    let all = ToyRows.prompts(60)
    var inputs = inputs
    inputs["prompts"] = [try bench.artifact("prompts", rows: all)]
    var configuration = RejectionSamplingConfiguration.standard
    configuration.samples = 4
    configuration.maximumNewTokens = 5
    configuration.promptLimit = 10
    let result = try bench.run(
      RejectionSampling(backend: ToyFiles.backend), configuration, inputs)
    #expect(
      try result.table("Rows").contains([
        .text("prompts"), .text("dropped: beyond the prompt limit"), .number(50, digits: 0),
      ]))
    let asked = try result.rows("candidates", of: CandidateRow.self).map(\.prompt.id)
    let early = Set(all.prefix(20).map(\.id))
    #expect(asked.contains { !early.contains($0) })
  }

  @Test(arguments: CandidateRule.allCases)
  func bestByTheRuleIsKept(rule: CandidateRule) throws {
    let result = try run(rule)
    let candidates = try result.rows("candidates", of: CandidateRow.self)
    let kept = try result.rows("demonstrations", of: Demonstration.self)
    #expect(kept.count == Set(candidates.map(\.prompt.id)).count)
    let threshold = Float(Logistic.logit(0.45))
    for row in kept {
      let own = candidates.filter { "best-" + $0.prompt.id == row.id }
      let isTagged = try #require(own.first).prompt.safety
      let safe = own.filter { $0.scores.safety >= threshold }
      let best = own.max { left, right in
        func value(_ candidate: CandidateRow) -> Float {
          switch rule {
          case .piecewise:
            isTagged || candidate.scores.safety < threshold
              ? candidate.scores.safety : candidate.scores.helpfulness
          case .filterThenHelpfulness:
            isTagged || safe.isEmpty
              ? candidate.scores.safety
              : candidate.scores.safety >= threshold ? candidate.scores.helpfulness : -.infinity
          }
        }
        return value(left) < value(right)
      }
      #expect(row.messages.last?.content == best?.answer.text)
      #expect(row.messages.last?.role == .assistant)
    }
  }

  @Test func candidatesThatMayNotCompeteAreCounted() throws {
    let result = try run()
    let candidates = try result.rows("candidates", of: CandidateRow.self)
    #expect(candidates.allSatisfy { $0.answer.finished && !$0.answer.text.isEmpty })
    for prompt in prompts {
      let texts = candidates.filter { $0.prompt == prompt }.map(\.answer.text)
      #expect(Set(texts).count == texts.count)
    }
    let rows = try result.table("Rows").filter { $0[0] == .text("candidates") }
    let numbers = rows.map { row in
      if case .number(let value, _) = row[2] { Int(value) } else { 0 }
    }
    #expect(
      rows.map { $0[1] } == [
        .text("read"), .text("used"), .text("dropped: duplicate"), .text("dropped: empty"),
        .text("dropped: truncated"),
      ])
    #expect(numbers[0] == 64 && numbers[1] == candidates.count)
    #expect(numbers[0] == numbers.dropFirst().reduce(0, +))
  }

  @Test func candidateOfAnEarlierRoundWinsWithScoresOfToday() throws {
    let fresh = try run()
    var rows = try fresh.rows("candidates", of: CandidateRow.self).filter { $0.prompt.id == "p0" }
    // A candidate of an older store has no tokens: its text is scored.
    for index in rows.indices { rows[index].answer.tokens = nil }
    let scores = try scores(rows)
    let best = try #require(rows.indices.max { scores[$0] < scores[$1] })
    for index in rows.indices {
      let stored: Float = index == best ? -50 : 50
      rows[index].scores = .init(helpfulness: stored, safety: stored)
    }
    var stranger = rows[0]
    stranger.prompt.messages[0].content = "Never asked?"
    let pool = try bench.artifact("candidates", rows: rows + [stranger])
    let result = try run(pool: [pool]) { $0.samples = 1 }
    let winner = try #require(
      try result.rows("demonstrations", of: Demonstration.self).first { $0.id == "best-p0" })
    #expect(winner.messages.last?.content == rows[best].answer.text)
    #expect(
      try result.table("Rows").contains([
        .text("candidates"), .text("dropped: of earlier rounds, for other prompts"),
        .number(1, digits: 0),
      ]))
  }

  /// What the piecewise rule goes by, for answers to an untagged prompt as texts.
  private func scores(_ rows: [CandidateRow]) throws -> [Float] {
    let bundle = try TokenizerBundle(files: inputs["model"]?[0].files ?? [:])
    let source = try CombinedRewardSource(
      RewardModelFolders(
        helpfulness: #require(inputs["helpfulness"]?.first),
        safety: #require(inputs["safety"]?.first)),
      policy: bundle, selection: RewardSelection(probability: 0.45),
      backend: ToyFiles.backend)
    let answers = try rows.map { row in
      let answer = ChatMessage(.assistant, row.answer.text)
      let conversation = try bundle.template.conversation(row.prompt.messages + [answer])
      return AnswerToReward(
        prompt: row.prompt, tokens: conversation.tokens, text: row.answer.text)
    }
    return try source.rewards(of: answers).map(\.selected.score)
  }

  @Test func swappingTheRewardModelsSwapsTheScores() throws {
    let result = try run()
    let candidates = try result.rows("candidates", of: CandidateRow.self)
    let bundle = try TokenizerBundle(files: inputs["model"]?[0].files ?? [:])
    let models = try ["helpfulness", "safety"].map {
      try LlamaReader(files: inputs[$0]?[0].files ?? [:], backend: ToyFiles.backend).scalarModel()
    }
    for row in candidates.prefix(5) {
      let tokens =
        try bundle.template.prompt(row.prompt.messages) + #require(row.answer.tokens)
      let scores = models.map { $0.scores(of: [tokens]).value.scalars()[0] }
      #expect(abs(scores[0] - row.scores.helpfulness) <= 1e-5)
      #expect(abs(scores[1] - row.scores.safety) <= 1e-5)
    }
  }

  @Test func promptsWithoutACandidateAreCounted() throws {
    let result = try run { $0.samples = 1 }
    let kept = try result.rows("demonstrations", of: Demonstration.self)
    try #require(kept.count < prompts.count)
    #expect(
      try result.table("Rows").contains([
        .text("prompts"), .text("dropped: without a candidate"),
        .number(Double(prompts.count - kept.count), digits: 0),
      ]))
  }
}
