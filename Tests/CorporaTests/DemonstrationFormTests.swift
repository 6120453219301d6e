import Corpora
import Testing
import Tokenization

struct DemonstrationFormTests {
  @Test(arguments: [
    #"{"messages":[{"role":"user","content":" Hi. "},{"role":"assistant","content":"Hello."}]}"#,
    #"{"prompt":"Hi.","completion":" Hello."}"#,
    #"{"prompt":[{"role":"user","content":"Hi."}],"completion":"Hello."}"#,
    #"{"instruction":"Hi.","input":"","output":"Hello."}"#,
    #"{"task":"GR","id":1,"history":[{"user":"Hi.","bot":"Hello."}]}"#,
  ])
  func eachFormBecomesTheSameConversation(line: String) throws {
    let file = try TemporaryFile("rows.jsonl", line + "\n")
    let rows = try file.records.demonstrations().rows
    #expect(
      rows.map(\.messages) == [[ChatMessage(.user, "Hi."), ChatMessage(.assistant, "Hello.")]])
  }

  @Test func inputFollowsTheInstructionAndHistoryPrecedesIt() throws {
    let file = try TemporaryFile(
      "lima.json",
      #"""
      [{"instruction": "Sort.", "input": "3 1 2", "output": "1 2 3", "system": "Be brief.",
        "history": [["Hi.", "Hello."]]}]
      """#)
    let rows = try file.records.demonstrations().rows
    #expect(rows.map(\.id) == ["lima:1"])
    #expect(
      rows[0].messages == [
        ChatMessage(.system, "Be brief."), ChatMessage(.user, "Hi."),
        ChatMessage(.assistant, "Hello."), ChatMessage(.user, "Sort.\n3 1 2"),
        ChatMessage(.assistant, "1 2 3"),
      ])
  }

  private static let mixed = """
    {"prompt":"Hi.","completion":"Hello."}
    {"prompt":"Hi.","completion":" "}
    {"prompt":"","completion":"Hello."}
    {"messages":[{"role":"assistant","content":"a"},{"role":"user","content":"b"}]}
    {"messages":[{"role":"user","content":"a"}]}

    """

  @Test func unusableRowsAreCountedByReason() throws {
    let file = try TemporaryFile("rows.jsonl", Self.mixed)
    let counts = try file.records.demonstrations().counts
    let dropped = ["no answer": 2, "no prompt": 1, "odd role order": 1]
    #expect(counts == RowCounts(read: 5, used: 1, dropped: dropped))
  }

  @Test func unusableRowsCanBeRefused() throws {
    let file = try TemporaryFile("rows.jsonl", Self.mixed)
    let said = sentence { _ = try file.records.demonstrations(ImportOptions(rows: .refuse)) }
    #expect(
      said == "rows.jsonl, line 2: no answer; repair or remove the row, or let the import drop "
        + "and count such rows.")
  }

  @Test func demonstrationsSurviveBeingWrittenAndRead() throws {
    let file = try TemporaryFile("rows.jsonl", "")
    let rows = Paddock(seed: 1).demonstrations(50)
    try RecordFile.write(rows, to: file.url)
    #expect(try file.records.records(of: Demonstration.self) == rows)
    #expect(try file.records.demonstrations().rows == rows)
  }
}
