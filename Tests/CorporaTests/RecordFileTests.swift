import Corpora
import Foundation
import Testing
import Tokenization

struct RecordFileTests {
  /// `{"prompt":"a","completion":"b"}` and a line break, compressed by gzip.
  private static let compressed =
    Data(
      base64Encoded: "H4sIAAAAAAACA6tWKijKzy0oUbJSSlTSUUoGsnNSSzLz84ACSUq1XADHQ11TIAAAAA==")
    ?? Data()

  @Test func compressedLinesAreReadLikePlainOnes() throws {
    let file = try TemporaryFile("rows.jsonl.gz", Self.compressed)
    #expect(try file.records.demonstrations().rows.map(\.messages[1].content) == ["b"])
    let two = try TemporaryFile("rows.jsonl.gz", Self.compressed + Self.compressed)
    #expect(try two.records.demonstrations().counts.used == 2)
  }

  @Test func truncatedArchivesAreAnError() throws {
    let file = try TemporaryFile("rows.jsonl.gz", Self.compressed.dropLast(12))
    #expect(
      sentence { _ = try file.records.rows() }
        == "rows.jsonl.gz: the compressed data is damaged (it ends too early); fetch or "
        + "compress the file again.")
  }

  @Test func missingFilesAreNamedWithTheirPath() {
    let file = RecordFile(URL(filePath: "/nowhere/rows.json"))
    #expect(sentence { _ = try file.rows() }.hasPrefix("/nowhere/rows.json: cannot be read ("))
  }

  @Test func brokenLinesAreNamedByNumber() throws {
    let file = try TemporaryFile("rows.jsonl", "{\"prompt\":\"a\"}\n\n{\"prompt\":\n")
    let said = sentence { _ = try file.records.prompts() }
    #expect(said.hasPrefix("rows.jsonl, line 3: not a JSON object ("))
    #expect(said.hasSuffix("); repair or remove the line."))
  }

  @Test func brokenArraysAreAnError() throws {
    let file = try TemporaryFile("rows.json", "[{\"prompt\":\"a\"},")
    #expect(
      sentence { _ = try file.records.rows() }.hasPrefix(
        "rows.json: not a JSON array of objects ("))
  }

  @Test func tablesWithUnevenRowsOrOpenQuotesAreErrors() throws {
    let uneven = try TemporaryFile("table.csv", "goal,target\na,b\nc\n")
    #expect(
      sentence { _ = try uneven.records.rows() }
        == "table.csv, row 2: 'row' is 1 cells; allowed is 2, as many as the header has.")
    let open = try TemporaryFile("table.csv", "goal,target\n\"a,b\n")
    #expect(
      sentence { _ = try open.records.rows() }
        == "table.csv: a quote is never closed; repair it.")
  }

  @Test func tablesKeepQuotedCommasQuotesAndBreaks() throws {
    let file = try TemporaryFile("table.csv", "\u{FEFF}a,b\r\n\"1,\"\"x\"\"\n2\",\"\"\r\n")
    let fields = try file.records.rows().map(\.fields)
    #expect(fields == [["a": .text("1,\"x\"\n2"), "b": .text("")]])
  }

  @Test func unknownFormsNameTheKeysAndWhatIsAccepted() throws {
    let file = try TemporaryFile("rows.jsonl", #"{"question":"a","answer":"b"}"#)
    #expect(
      sentence { _ = try file.records.demonstrations() }
        == "rows.jsonl, line 1: no known form has the keys 'answer', 'question'; accepted are "
        + "{messages: [{role, content}]}; {prompt, completion}; {instruction, input, output, "
        + "history, system}; {history: [{user, bot}]}.")
    #expect(sentence { _ = try file.records.comparisons() }.contains("chosen, rejected"))
    #expect(sentence { _ = try file.records.prompts() }.contains("{goal, target}"))
    #expect(sentence { _ = try file.records.dialogues() }.contains("turns: [text]"))
  }

  @Test func unknownRolesAndWrongTypesAreNamed() throws {
    let file = try TemporaryFile(
      "rows.jsonl", #"{"messages":[{"role":"robot","content":"b"}]}"#)
    #expect(
      sentence { _ = try file.records.demonstrations() }
        == "rows.jsonl, line 1: 'messages.role' is 'robot'; allowed is 'system', 'user' or "
        + "'assistant'.")
    let number = try TemporaryFile("rows.jsonl", #"{"prompt":3,"completion":"b"}"#)
    #expect(
      sentence { _ = try number.records.demonstrations() }
        == "rows.jsonl, line 1: 'prompt' is 3; allowed is a text.")
  }

  @Test func filesWithoutAUsableRowAreAnError() throws {
    let file = try TemporaryFile("rows.jsonl", #"{"prompt":"a","completion":""}"#)
    #expect(
      sentence { _ = try file.records.demonstrations() }
        == "rows.jsonl: none of its 1 rows can be used (no answer: 1); check that it is the "
        + "file meant.")
    let empty = try TemporaryFile("rows.jsonl", "")
    #expect(
      sentence { _ = try empty.records.demonstrations() }
        == "rows.jsonl: none of its 0 rows can be used; check that it is the file meant.")
  }
}
