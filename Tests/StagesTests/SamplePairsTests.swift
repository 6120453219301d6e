import Artifacts
import Corpora
import Foundation
import Pipelines
import Stages
import Testing
import Tokenization

struct SamplePairsTests {
  private let bench: ToyBench
  private let policies: [ArtifactFolder]

  init() throws {
    let bench = try ToyBench()
    self.bench = bench
    policies = try [1, 2].map { seed in
      try bench.artifact("model") { try ToyFiles.writePolicy(to: $0, seed: seed) }
    }
  }

  private func run(
    _ prompts: [PromptRecord], policies: [ArtifactFolder]? = nil,
    _ change: (inout SamplePairsConfiguration) -> Void = { _ in }
  ) throws -> ToyRun {
    var configuration = SamplePairsConfiguration.standard
    configuration.maximumNewTokens = 6
    change(&configuration)
    return try bench.run(
      SamplePairs(backend: ToyFiles.backend), configuration,
      [
        "policies": policies ?? self.policies,
        "prompts": [bench.artifact("prompts", rows: prompts)],
      ])
  }

  private func counts(_ result: ToyRun) throws -> [String: Int] {
    let rows = try result.table("Rows").filter { $0[0] == .text("pairs") }
    return Dictionary(
      rows.compactMap { row in
        guard case .text(let name) = row[1], case .number(let count, _) = row[2] else {
          return nil
        }
        return (name, Int(count))
      }, uniquingKeysWith: +)
  }

  @Test func chanceDecidesWhichPolicyComesFirst() throws {
    let result = try run(ToyRows.prompts(40)) { $0.pairsPerPrompt = 2 }
    let pairs = try result.rows("pairs", of: PairRecord.self)
    try #require(pairs.count > 30)
    let share = Double(pairs.count { $0.first.source == "policy 1" }) / Double(pairs.count)
    #expect((0.25...0.75).contains(share))
    for pair in pairs {
      #expect(Set([pair.first.source, pair.second.source]) == ["policy 1", "policy 2"])
      let temperatures = [pair.first, pair.second].sorted { $0.source < $1.source }
        .compactMap(\.temperature)
      #expect(abs(temperatures[0] - 0.8) < 1e-6 && temperatures[1] == 1)
    }
    #expect(Set(pairs.map(\.id)).count == pairs.count)
  }

  @Test func identicalAndEmptyAnswersAreCounted() throws {
    let result = try run(ToyRows.prompts(40), policies: [policies[0]]) {
      $0.maximumNewTokens = 1
      $0.pairsPerPrompt = 3
    }
    let pairs = try result.rows("pairs", of: PairRecord.self)
    let counts = try counts(result)
    #expect(pairs.allSatisfy { $0.first.text != $0.second.text })
    #expect(counts["read"] == 120 && counts["used"] == pairs.count)
    let empty = counts["dropped: an empty answer", default: 0]
    let identical = counts["dropped: identical answers", default: 0]
    #expect(empty > 0 && identical > 0 && empty + identical == 120 - pairs.count)
  }

  @Test func promptsBeyondTheLimitAreDrawnAndCountedOnBothSides() throws {
    let result = try run(ToyRows.prompts(60)) { $0.promptLimit = 10 }
    let rows = try result.table("Rows")
    for side in ["prompts, side 1", "prompts, side 2"] {
      #expect(
        rows.filter { $0[0] == .text(side) }.map { $0.dropFirst() } == [
          [.text("read"), .number(60, digits: 0)], [.text("used"), .number(10, digits: 0)],
          [.text("dropped: beyond the prompt limit"), .number(50, digits: 0)],
        ])
    }
    let asked = try result.rows("pairs", of: PairRecord.self).map { $0.messages[0].content }
    let first = Set(ToyRows.prompts(20).map { $0.messages[0].content })
    #expect(asked.contains { !first.contains($0) })
  }

  @Test func promptsOfTheSameNameAreAllAnswered() throws {
    let prompts = ToyRows.prompts(12).map { prompt in
      var prompt = prompt
      prompt.id = "same"
      return prompt
    }
    let result = try run(prompts)
    let pairs = try result.rows("pairs", of: PairRecord.self)
    let counts = try counts(result)
    #expect(counts["read"] == 12)
    #expect(Set(pairs.map { $0.messages[0].content }).count == pairs.count)
  }
}
