import Artifacts
import Corpora
import Foundation
import Pipelines
import Stages
import Testing

struct EvaluationTests {
  private let result: ToyRun
  private let prompts = ToyRows.prompts(12)

  init() throws {
    let bench = try ToyBench()
    let policies = try [1, 2].map { seed in
      try bench.artifact("model") { try ToyFiles.writePolicy(to: $0, seed: seed) }
    }
    let dialogues = (0..<4).map {
      InstructedDialogue(
        id: "g\($0)", turns: ["Who?", "Why?"], instruction: StandingInstruction.paddock[$0])
    }
    var configuration = EvaluationConfiguration.standard
    configuration.names = ["start"]
    configuration.maximumTokens = 5
    let world = try bench.artifact("world") {
      try JSONEncoder().encode(ToyFiles.paddock.world).write(to: $0.appending(path: "world.json"))
    }
    result = try bench.run(
      Evaluation(backend: ToyFiles.backend), configuration,
      [
        "policies": [policies[0], policies[1], policies[0]],
        "helpfulness": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 21) }],
        "safety": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 22) }],
        "prompts": [try bench.artifact("prompts", rows: prompts)],
        "dialogues": [try bench.artifact("dialogues", rows: dialogues)], "world": [world],
      ])
  }

  @Test func reportHasAllItsSections() {
    #expect(
      result.context.sections.map(\.title)
        == ["Summary", "Scores", "Refusals", "Ghost Attention", "Samples", "Rows"])
  }

  @Test func intervalsHoldTheirValues() throws {
    var seen = 0
    for title in [
      "Mean scores on held-out prompts", "Change from start", "Win rate against start", "Refusals",
      "Instruction kept, by turn",
    ] {
      for case .interval(let value, let low, let high) in try result.table(title).joined() {
        #expect(low <= value + 1e-12 && value <= high + 1e-12)
        seen += 1
      }
    }
    #expect(seen > 30)
  }

  @Test func policyIsEvenWithItself() throws {
    let changes = try result.table("Change from start")
    for row in changes { #expect(row[2] == .interval(value: 0, low: 0, high: 0)) }
    // The other policy differs in something; in what depends on its random weights.
    #expect(changes.contains { $0[1] != $0[2] })
    for row in try result.table("Win rate against start") {
      guard case .interval(let value, _, _) = row[2] else {
        Issue.record("no win rate in \(row)")
        continue
      }
      #expect(value == 0.5)
    }
  }

  @Test func meansAreThoseOfTheAnswersThatAreKept() throws {
    struct Row: Decodable {
      struct Scores: Decodable { var helpfulness: Double }
      var policy: String
      var scores: Scores
    }
    let rows = try result.rows("answers", of: Row.self)
    #expect(rows.count == 36)
    #expect(Set(rows.map(\.policy)) == ["start", "policy 2", "policy 3"])
    let own = rows.filter { $0.policy == "policy 2" }.map(\.scores.helpfulness)
    let row = try #require(
      try result.table("Mean scores on held-out prompts")
        .first { $0[0] == .text("helpfulness score") })
    guard case .interval(let value, _, _) = row[2] else {
      Issue.record("no mean in \(row)")
      return
    }
    #expect(abs(value - own.reduce(0, +) / Double(own.count)) < 1e-4)
  }
}
