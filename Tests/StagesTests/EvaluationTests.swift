import Artifacts
import Corpora
import Foundation
import Objectives
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
    configuration.maximumNewTokens = 5
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
      "Instruction kept, by turn: instructions also in training dialogues",
    ] {
      for case .interval(let value, let low, let high, _) in try result.table(title).joined() {
        #expect(low <= value + 1e-12 && value <= high + 1e-12)
        seen += 1
      }
    }
    #expect(seen > 30)
  }

  @Test func policyIsEvenWithItself() throws {
    let changes = try result.table("Change from start")
    let counts: [ReportTable.Cell: Int] = [
      .text("helpfulness"): 9, .text("safety"): 3, .text("all"): 12,
    ]
    for row in changes {
      #expect(row[3] == .interval(value: 0, low: 0, high: 0, count: counts[row[1]]))
    }
    // The other policy differs in something; in what depends on its random weights.
    #expect(changes.contains { $0[2] != $0[3] })
    let own = try wins().filter { $0.policy == "policy 3" }
    #expect(own.count == 5)
    for row in own {
      #expect(row.rate == WinRate(ties: row.rate.prompts))
      #expect(row.withoutTies == nil && row.share == 0.5)
    }
  }

  private struct Wins {
    let judge: String
    let policy: String
    let rate: WinRate
    let withoutTies: Double?
    let share: Double?
  }

  private func wins() throws -> [Wins] {
    try result.table("Win rate against start").map { row in
      let numbers = row[3...6].map { cell in
        if case .number(let value, _) = cell { Int(value) } else { -1 }
      }
      let shares = row[7...8].map { cell -> Double? in
        if case .interval(let value, _, _, _) = cell { value } else { nil }
      }
      #expect(numbers[0] == numbers[1] + numbers[2] + numbers[3])
      return Wins(
        judge: "\(row[0])", policy: row[2] == .text("policy 2") ? "policy 2" : "policy 3",
        rate: WinRate(wins: numbers[1], ties: numbers[2], losses: numbers[3]),
        withoutTies: shares[0], share: shares[1])
    }
  }

  private struct Row: Decodable {
    struct Scores: Decodable {
      var helpfulness: Float
      var safety: Float
    }
    var policy: String
    var prompt: PromptRecord
    var scores: Scores
  }

  @Test func eachPromptIsJudgedByTheJudgeItBelongsTo() throws {
    let rows = try result.rows("answers", of: Row.self)
    let answers = ["start", "policy 2"].map { name in rows.filter { $0.policy == name } }
    var help = WinRate()
    var care = WinRate()
    for (base, other) in zip(answers[0], answers[1]) {
      #expect(base.prompt == other.prompt)
      if base.prompt.safety {
        care.count(Double(other.scores.safety), against: Double(base.scores.safety))
      } else {
        help.count(Double(other.scores.helpfulness), against: Double(base.scores.helpfulness))
      }
    }
    let measured = try wins().filter { $0.policy == "policy 2" }
    func rate(_ judge: String) throws -> Wins {
      try #require(measured.first { $0.judge.contains(judge) })
    }
    #expect(try rate("helpfulness score").rate == help && help.prompts == 9)
    #expect(try rate("safety score").rate == care && care.prompts == 3)
    let both = try rate("reward model of the prompt")
    #expect(
      both.rate
        == WinRate(
          wins: help.wins + care.wins, ties: help.ties + care.ties,
          losses: help.losses + care.losses))
    #expect(both.withoutTies == both.rate.withoutTies?.value)
    #expect(!measured.contains { $0.judge.contains("selected") })
  }

  @Test func meansAreThoseOfTheAnswersThatAreKept() throws {
    let rows = try result.rows("answers", of: Row.self)
    #expect(rows.count == 36)
    #expect(Set(rows.map(\.policy)) == ["start", "policy 2", "policy 3"])
    for (set, isTagged) in [("helpfulness", false), ("safety", true)] {
      let own = rows.filter { $0.policy == "policy 2" && $0.prompt.safety == isTagged }
        .map { Double($0.scores.helpfulness) }
      let row = try #require(
        try result.table("Mean scores on held-out prompts")
          .first { $0[0] == .text("helpfulness score") && $0[1] == .text(set) })
      guard case .interval(let value, _, _, let count) = row[3] else {
        Issue.record("no mean in \(row)")
        return
      }
      #expect(count == own.count)
      #expect(abs(value - own.reduce(0, +) / Double(own.count)) < 1e-4)
    }
  }

  @Test func sentencesOfTheSummaryHaveIntervalsAndNumbers() throws {
    let summary = try #require(result.summary.first)
    #expect(
      summary.hasPrefix("From start to policy 3, on 12 held-out prompts: gold helpfulness from "))
    #expect(summary.contains("] on 9 helpfulness prompts; gold safety from "))
    #expect(summary.contains("] on 3 safety prompts; "))
    #expect(summary.hasSuffix("no answer is better (0 wins, 12 ties, 0 losses)."))
  }
}

struct EvaluationLimitTests {
  @Test func promptsAreDrawnAndCounted() throws {
    let bench = try ToyBench()
    var configuration = EvaluationConfiguration.standard
    configuration.maximumNewTokens = 3
    configuration.promptLimit = 10
    configuration.dialogueLimit = 2
    let prompts = ToyRows.prompts(40)
    let dialogues = (0..<9).map {
      InstructedDialogue(
        id: "g\($0)", turns: ["Who?"], instruction: StandingInstruction.paddock[$0])
    }
    let inputs = [
      "policies": [try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }],
      "helpfulness": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 21) }],
      "safety": [try bench.artifact { try ToyFiles.writeReward(to: $0, seed: 22) }],
      "prompts": [try bench.artifact("prompts", rows: prompts)],
      "dialogues": [try bench.artifact("dialogues", rows: dialogues)],
    ]
    struct Row: Decodable { var prompt: PromptRecord }
    func asked(_ seed: UInt64) throws -> (ids: [String], rows: [[ReportTable.Cell]]) {
      let result = try bench.run(
        Evaluation(backend: ToyFiles.backend), configuration, inputs, seed: seed)
      return (
        try result.rows("answers", of: Row.self).map(\.prompt.id), try result.table("Rows")
      )
    }
    let (ids, rows) = try asked(1)
    #expect(ids.count == 10 && Set(ids).count == 10)
    #expect(ids != prompts.prefix(10).map(\.id))
    #expect(try asked(2).ids != ids)
    for (input, what, count) in [
      ("prompts", "used", 10), ("prompts", "dropped: beyond the prompt limit", 30),
      ("dialogues", "used", 2), ("dialogues", "dropped: beyond the dialogue limit", 7),
    ] {
      #expect(
        rows.contains([
          .text(input + " of policy 1"), .text(what), .number(Double(count), digits: 0),
        ]), "\(input), \(what)")
    }
  }
}
