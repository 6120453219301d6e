import Artifacts
import Corpora
import Foundation
import Llama
import Stages
import Testing
import Tokenization

struct GhostAttentionTests {
  private static let longest = 20
  private let policy: Policy
  private let result: ToyRun
  private let rows: [Demonstration]
  private let dialogues: [InstructedDialogue]

  init() throws {
    let bench = try ToyBench()
    let model = try bench.artifact("model") {
      try ToyFiles.writePolicy(to: $0, liking: ToyFiles.liking(end: 8.5), deviation: 0.4)
    }
    policy = try Policy(files: model.files, backend: ToyFiles.backend)
    dialogues = (0..<192).map { index in
      InstructedDialogue(
        id: "g\(index)", turns: ["Who is \(index)?", "Where?"],
        instruction: StandingInstruction.paddock[index % 6])
    }
    var configuration = GhostAttentionConfiguration.standard
    configuration.maximumNewTokens = Self.longest
    let input = try bench.artifact("dialogues", rows: dialogues)
    result = try bench.run(
      GhostAttention(backend: ToyFiles.backend), configuration,
      ["model": [model], "dialogues": [input]])
    rows = try result.rows("demonstrations", of: Demonstration.self)
  }

  @Test func dialoguesBeyondTheLimitAreDrawnAndCounted() throws {
    let bench = try ToyBench()
    let model = try bench.artifact("model") {
      try ToyFiles.writePolicy(to: $0, liking: ToyFiles.liking(end: 8.5), deviation: 0.4)
    }
    var configuration = GhostAttentionConfiguration.standard
    configuration.maximumNewTokens = Self.longest
    configuration.dialogueLimit = 96
    let result = try bench.run(
      GhostAttention(backend: ToyFiles.backend), configuration,
      ["model": [model], "dialogues": [bench.artifact("dialogues", rows: dialogues)]])
    let counts = try result.table("Rows")
    #expect(counts[0] == [.text("dialogues"), .text("read"), .number(192, digits: 0)])
    #expect(
      counts.contains([
        .text("dialogues"), .text("dropped: beyond the dialogue limit"), .number(96, digits: 0),
      ]))
    let kept = try result.rows("demonstrations", of: Demonstration.self).map(\.id)
    let early = Set(dialogues.prefix(96).map { "ghost-" + $0.id })
    #expect(kept.contains { !early.contains($0) })
  }

  @Test func instructionStandsOnceInTheFirstTurnAndOnlyTheLastAnswerIsLearned() throws {
    try #require(rows.count > 3)
    for row in rows {
      let dialogue = try #require(dialogues.first { "ghost-" + $0.id == row.id })
      let words = [dialogue.instruction.text, dialogue.instruction.terse]
      #expect(row.messages[0].role == .system && words.contains(row.messages[0].content))
      #expect(row.messages.filter { $0.role == .user }.map(\.content) == dialogue.turns)
      var counts = RowCounts()
      let encoded = try #require(
        policy.bundle.rows([row], maximumLength: 400, &counts).first)
      let text = policy.bundle.tokenizer.decode(encoded.tokens)
      #expect(text.components(separatedBy: row.messages[0].content).count == 2)
      #expect(encoded.targets.count == 1)
      #expect(encoded.targets[0].upperBound == encoded.tokens.count)
    }
    let systems = Set(rows.map(\.messages[0].content))
    #expect(systems.contains { $0.contains(":") } && systems.contains { !$0.contains(":") })
  }

  @Test func samplingSawTheInstructionInEveryTurn() throws {
    let first = try replies(0) { dialogue, _ in
      [ChatMessage(.user, dialogue.instruction.text + "\n" + dialogue.turns[0])]
    }
    let complete = first.filter { !$0.value.isEmpty }
    try #require(complete.count > 3)
    for row in rows {
      let index = try #require(dialogues.firstIndex { "ghost-" + $0.id == row.id })
      #expect(first[index] == row.messages[2].content)
    }
    let plain = try replies(0) { dialogue, _ in [ChatMessage(.user, dialogue.turns[0])] }
    #expect(plain != first)
  }

  @Test func laterTurnsSawTheInstructionInAllUserMessages() throws {
    let ready = dialogues.indices.filter { index in
      (try? replies(0)[index]).map { !$0.isEmpty } ?? false
    }
    let second = try replies(1, of: ready) { dialogue, earlier in
      let words = dialogue.instruction.text + "\n"
      return [
        ChatMessage(.user, words + dialogue.turns[0]), ChatMessage(.assistant, earlier),
        ChatMessage(.user, words + dialogue.turns[1]),
      ]
    }
    for row in rows {
      let index = try #require(dialogues.firstIndex { "ghost-" + $0.id == row.id })
      #expect(second[index] == row.messages[4].content)
    }
  }

  /// Samples a turn once more, with prompts laid out by the test; unfinished replies are empty.
  private func replies(
    _ turn: Int, of chosen: [Int]? = nil,
    _ prompt: (InstructedDialogue, _ earlier: String) -> [ChatMessage] = { dialogue, _ in
      [ChatMessage(.user, dialogue.instruction.text + "\n" + dialogue.turns[0])]
    }
  ) throws -> [Int: String] {
    let earlier = turn == 0 ? [:] : try replies(0)
    let chosen = chosen ?? Array(dialogues.indices)
    let requests = try chosen.enumerated().map { place, index in
      GenerationRequest(
        prompt: try policy.bundle.template.prompt(
          prompt(dialogues[index], earlier[index, default: ""])), identity: UInt64(place))
    }
    let answers = try Generator(policy.model, ends: policy.ends)
      .generate(requests, SamplingSettings(maximumNewTokens: Self.longest), seed: 7 + UInt64(turn))
    return Dictionary(
      zip(chosen, answers).map { index, answers in
        let isFinished = answers[0].end == .ended
        return (index, isFinished ? policy.bundle.text(of: answers[0].tokens) : "")
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func dialoguesThatBrokeOffAreCounted() throws {
    let counts = try result.table("Rows").map { $0[2] }
    #expect(counts[0] == .number(192, digits: 0))
    #expect(counts[1] == .number(Double(rows.count), digits: 0))
    #expect(counts[2] == .number(Double(192 - rows.count), digits: 0))
  }
}
