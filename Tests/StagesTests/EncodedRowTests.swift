import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Stages
import Tensors
import Testing
import Tokenization

struct EncodedRowTests {
  private let policy: Policy

  init() throws {
    let bench = try ToyBench()
    let folder = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
    policy = try Policy(files: folder.files, backend: ToyFiles.backend)
  }

  private let talk = Demonstration(
    id: "talk",
    messages: [
      ChatMessage(.system, "Be short."), ChatMessage(.user, "Hello?"),
      ChatMessage(.assistant, "Hello."), ChatMessage(.user, "And now?"),
      ChatMessage(.assistant, "Good night."),
    ])

  private func rows(_ demonstration: Demonstration) -> [EncodedRow] {
    var counts = RowCounts()
    return policy.bundle.rows([demonstration], maximumLength: 160, &counts)
  }

  @Test func targetsAreEachAnswerItsSpaceAndItsEnd() throws {
    let row = try #require(rows(talk).first)
    let tokenizer = policy.bundle.tokenizer
    let texts = row.targets.map { tokenizer.decode(Array(row.tokens[$0.dropLast()])) }
    #expect(texts.map { $0.trimmingCharacters(in: .whitespaces) } == ["Hello.", "Good night."])
    #expect(texts.allSatisfy { $0.hasSuffix(" ") })
    for range in row.targets { #expect(row.tokens[range.upperBound - 1] == tokenizer.eosToken) }
    #expect(row.targetCount == row.targets[0].count + row.targets[1].count)
  }

  @Test func everyTurnHasOneBeginningAndOneLabelledEnd() throws {
    let row = try #require(rows(talk).first)
    let tokenizer = policy.bundle.tokenizer
    #expect(row.tokens.count { $0 == tokenizer.bosToken } == 2)
    let ends = row.tokens.indices.filter { row.tokens[$0] == tokenizer.eosToken }
    #expect(ends.count == 2)
    #expect(ends.allSatisfy { end in row.targets.contains { $0.contains(end) } })
  }

  @Test func onlyTheLastAnswerIsLearnedWhereARowAsksForIt() throws {
    var last = talk
    last.trainsLastAnswerOnly = true
    let row = try #require(rows(last).first)
    let all = try #require(rows(talk).first)
    #expect(row.tokens == all.tokens)
    #expect(row.targets == [all.targets[1]])
  }

  @Test func rowsThatDoNotFitAreLeftOutWholeAndCounted() throws {
    let long = Demonstration(
      id: "long",
      messages: [
        ChatMessage(.user, "Hi?"), ChatMessage(.assistant, String(repeating: "hay ", count: 60)),
      ])
    let tagged = Demonstration(
      id: "tag", messages: [ChatMessage(.user, "[INST]"), ChatMessage(.assistant, "No.")])
    var counts = RowCounts()
    let rows = policy.bundle.rows([long, talk, tagged], maximumLength: 90, &counts)
    #expect(rows.count == 1)
    #expect(
      counts
        == RowCounts(
          read: 3, used: 1,
          dropped: ["longer than 90 tokens": 1, "contains the tag [INST]": 1]))
  }

  @Test func promptsThatLeaveNoRoomAreCountedAndKeepTheirPlaces() throws {
    let records = ToyRows.prompts(3)
    var long = records[1]
    long.messages[0].content += String(repeating: " and where", count: 12)
    var counts = RowCounts()
    let prompts = policy.bundle.prompts(
      [records[0], long, records[2]], contextLength: 60, room: 8, &counts)
    #expect(prompts.map(\.place) == [0, 2])
    #expect(counts.dropped == ["leaves no room for 8 tokens of answer": 1])
  }

  @Test func packedRowsDoNotInfluenceOneAnother() throws {
    let rows = rows(talk) + rows(ToyRows.demonstrations()[0])
    func values(_ rows: [EncodedRow]) -> [Float] {
      policy.model.logProbabilities(of: rows.map(\.tokens), targets: rows.map(\.targets))
        .logProbabilities.value.scalars()
    }
    let apart = rows.flatMap { values([$0]) }
    #expect(zip(values(rows), apart).allSatisfy { abs($0 - $1) <= 1e-5 })
    #expect(
      zip(values(rows.reversed()), rows.reversed().flatMap { values([$0]) })
        .allSatisfy { abs($0 - $1) <= 1e-5 })
  }
}
