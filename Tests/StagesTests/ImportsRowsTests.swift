import Corpora
import Foundation
import Labels
import Pipelines
import Stages
import Testing
import Tokenization

struct ImportsRowsTests {
  private static let instructions = """
    [{"instruction": "Say hi.", "input": "", "output": "Hi."},
     {"instruction": "Say hi.", "input": "", "output": "Hello."},
     {"instruction": "Name a colour.", "output": "Blue."},
     {"instruction": "Say nothing.", "output": ""}]
    """

  private static let pairs = """
    {"prompt": "Why?", "chosen": "Because.", "rejected": "No.", "strength": "better"}
    {"prompt": "Why?", "chosen": "Good reasons.", "rejected": "So."}
    {"prompt": "How?", "chosen": "Like this.", "rejected": ""}
    """

  @Test func demonstrationsAreCountedAndTheirPromptsOccurOnce() throws {
    let bench = try ImportsBench()
    try bench.write(Self.instructions, to: "hi.json")
    let context = try bench.run(
      ImportDemonstrations(), .init(paths: ["hi.json"], safety: true))
    let rows = try bench.rows(
      context, "demonstrations", "demonstrations.jsonl", of: Demonstration.self)
    #expect(rows.map(\.id) == ["hi:1", "hi:2", "hi:3"])
    let prompts = try bench.rows(context, "prompts", "prompts.jsonl", of: PromptRecord.self)
    #expect(
      prompts.map(\.messages) == [
        [ChatMessage(.user, "Say hi.")], [ChatMessage(.user, "Name a colour.")],
      ])
    #expect(prompts.map(\.safety) == [true, true])
    #expect(
      context.rowLines == [
        "hi.json / read / 4", "hi.json / used / 3", "hi.json / dropped: no answer / 1",
        "prompts / read / 3", "prompts / used / 2",
        "prompts / dropped: duplicate prompt / 1",
      ])
  }

  @Test func limitDrawsBySeedAndCountsTheRest() throws {
    let bench = try ImportsBench()
    let lines = (1...40).map { #"{"prompt": "Number \#($0)?", "completion": "Yes."}"# }
    try bench.write(lines.joined(separator: "\n"), to: "many.jsonl")
    func drawn(_ seed: UInt64) throws -> [String] {
      let context = try bench.run(
        ImportDemonstrations(), .init(paths: ["many.jsonl"], limit: 10), seed: seed)
      #expect(context.rowLines.contains("many.jsonl / dropped: beyond the limit of 10 / 30"))
      return try bench.rows(
        context, "demonstrations", "demonstrations.jsonl", of: Demonstration.self
      ).map(\.id)
    }
    let first = try drawn(1)
    #expect(first.count == 10)
    #expect(try drawn(1) == first)
    #expect(try drawn(2) != first)
  }

  @Test func limitIsOfAllFilesTogether() throws {
    let bench = try ImportsBench()
    for name in ["a", "b", "c"] {
      let lines = (1...30).map { #"{"prompt": "\#(name)\#($0)?", "completion": "Yes."}"# }
      try bench.write(lines.joined(separator: "\n"), to: name + ".jsonl")
    }
    let context = try bench.run(
      ImportDemonstrations(), .init(paths: ["a.jsonl", "b.jsonl", "c.jsonl"], limit: 30))
    let rows = try bench.rows(
      context, "demonstrations", "demonstrations.jsonl", of: Demonstration.self)
    #expect(rows.count == 30)
    let files = Dictionary(grouping: rows) { $0.id.prefix(1) }.mapValues(\.count)
    #expect(files.count == 3)
    for (file, count) in files {
      #expect(context.rowLines.contains("\(file).jsonl / used / \(count)"))
    }
  }

  @Test func rowsOfSeveralFilesKeepTheirOwnNames() throws {
    let bench = try ImportsBench()
    for name in ["a.csv", "b.csv"] {
      try bench.write("id,prompt\n1,Why \(name)?\n1,How \(name)?\n", to: name)
    }
    let context = try bench.run(ImportPrompts(), .init(paths: ["a.csv", "b.csv"]))
    let rows = try bench.rows(context, "prompts", "prompts.jsonl", of: PromptRecord.self)
    #expect(rows.map(\.id) == ["a:1", "a:1~2", "b:1", "b:1~2"])
    #expect(bench.host.progressed.map(\.done) == [1, 2])
  }

  @Test func comparisonsKeepTheLabelsThatRowsHave() throws {
    let bench = try ImportsBench()
    try bench.write(Self.pairs, to: "pairs.jsonl")
    let context = try bench.run(
      ImportComparisons(), .init(paths: ["pairs.jsonl"], domain: .safety))
    let rows = try bench.rows(
      context, "comparisons", "comparisons.jsonl", of: Comparison.self)
    #expect(rows.map(\.strength) == [.better, nil])
    #expect(rows.allSatisfy { $0.domain == .safety && $0.safetyBin == nil })
    #expect(rows[0].promptKey == rows[1].promptKey)
    #expect(context.rowLines.contains("pairs.jsonl / dropped: no answer / 1"))
  }

  @Test func promptsTakeTagAndCategoryWhereRowsHaveNone() throws {
    let bench = try ImportsBench()
    try bench.write(
      "prompt,type,label\nHow?,homonyms,safe\nWhy?,contrast,unsafe\nWhy?,contrast,unsafe\n",
      to: "labelled.csv")
    try bench.write(#"{"prompt": "Where?"}"#, to: "plain.jsonl")
    let context = try bench.run(
      ImportPrompts(),
      .init(paths: ["labelled.csv", "plain.jsonl"], safety: true, category: "other"))
    let rows = try bench.rows(context, "prompts", "prompts.jsonl", of: PromptRecord.self)
    #expect(rows.map(\.category) == ["homonyms", "contrast", "other"])
    #expect(rows.map(\.expectsRefusal) == [false, true, nil])
    #expect(rows.map(\.safety) == [false, true, true])
    #expect(
      context.rowLines.contains("labelled.csv / dropped: duplicate prompt / 1"))
  }

  @Test func dialoguesGetInstructionsAndAreSplit() throws {
    let bench = try ImportsBench()
    let lines = (1...20).map { #"{"turns": ["Hello \#($0).", "And then?"]}"# }
    let odd = [#"{"turns": ["Once."]}"#, #"{"turns": ["a", "b", "c", "d"]}"#]
    try bench.write((lines + odd).joined(separator: "\n"), to: "talk.jsonl")
    var configuration = ImportDialoguesConfiguration.standard
    configuration.paths = ["talk.jsonl"]
    configuration.maximumTurns = 3
    configuration.heldOut = 0.25
    let context = try bench.run(ImportDialogues(), configuration)
    let training = try bench.rows(
      context, "dialogues", "dialogues.jsonl", of: InstructedDialogue.self)
    let heldOut = try bench.rows(
      context, "heldOutDialogues", "dialogues.jsonl", of: InstructedDialogue.self)
    #expect(training.count + heldOut.count == 20 && (1...9).contains(heldOut.count))
    #expect(Set(training.map(\.id)).isDisjoint(with: heldOut.map(\.id)))
    #expect(Set(training.map(\.instruction.id)).count > 1)
    let familiar = Set(training.map(\.instruction.id))
    #expect(heldOut.allSatisfy { $0.isFamiliar == familiar.contains($0.instruction.id) })
    #expect(
      context.rowLines == [
        "talk.jsonl / read / 22", "talk.jsonl / used / 20",
        "talk.jsonl / dropped: a single turn / 1",
        "talk.jsonl / dropped: more than 3 turns / 1",
      ])
  }

  @Test func standardInstructionsAreDistinctAndCheckable() {
    let instructions = InstructionOption.standard.map(\.instruction)
    #expect(Set(instructions.map(\.id)).count == instructions.count)
    let answer = "Certainly, Captain: the weather is fine. Yours truly. Your assistant!"
    let kept = instructions.filter { $0.check.passes(answer) }.map(\.id)
    #expect(
      kept == [
        "opening.certainly", "ending.your assistant", "title.captain", "topic.weather",
      ])
  }

  @Test func contentsOfFilesAreDeclaredWhereverTheyLie() throws {
    let base = URL(filePath: "/data")
    let paths = ["near/a.json", "/far/b.json"]
    #expect(
      try ImportPrompts().externalInputs(.init(paths: paths), baseFolder: base).map(\.path)
        == ["/data/near/a.json", "/far/b.json"])
  }
}
