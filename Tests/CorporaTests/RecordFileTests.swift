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

  @Test func deepRowsAreNamedByFileAndLine() throws {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    let lines = try TemporaryFile("deep.jsonl", "{\"prompt\":\"a\"}\n{\"prompt\":\(deep)}\n")
    #expect(
      sentence { _ = try lines.records.rows() }
        == "deep.jsonl, line 2: not a JSON object (it is nested more than 64 levels deep); repair "
        + "or remove the line.")
    let array = try TemporaryFile("deep.json", "[{},\n{\"prompt\":\(deep)}]")
    #expect(
      sentence { _ = try array.records.rows() }
        == "deep.json: not a JSON array of objects (row 2, line 2: it is nested more than 64 "
        + "levels deep); repair the file.")
  }

  @Test func rowsThatAreTooLongAreNamed() throws {
    let long = String(repeating: "x", count: 16 << 20)
    let lines = try TemporaryFile("long.jsonl", "{}\n{\"prompt\":\"\(long)\"}")
    #expect(
      sentence { _ = try lines.records.rows() }.contains("line 2: not a JSON object (it is longer"))
    let array = try TemporaryFile("long.json", "[{},{\"prompt\":\"\(long)\"}, {}]")
    #expect(sentence { _ = try array.records.rows() }.contains("(row 2, line 1: it is longer than"))
    let table = try TemporaryFile("long.csv", "prompt\na\n\"\(long)")
    #expect(
      sentence { _ = try table.records.rows() }
        == "long.csv: row 2 is longer than 16777216 bytes; cut it, or close its quote.")
  }

  @Test func textThatIsNotUnicodeIsNamedByItsLine() throws {
    let lines = try TemporaryFile(
      "latin.jsonl", Data("{}\n{\"prompt\":\"".utf8) + [0xe9] + Data("\"}".utf8))
    #expect(
      sentence { _ = try lines.records.rows() }
        == "latin.jsonl, line 2: not a JSON object (a text is not UTF-8); repair or remove the "
        + "line."
    )
    let table = try TemporaryFile("latin.csv", Data("prompt\na\n".utf8) + [0xe9])
    #expect(
      sentence { _ = try table.records.rows() }
        == "latin.csv: row 2 is not UTF-8 text; convert the file first.")
  }

  @Test func aTableOfCommasAloneIsRefused() throws {
    let table = try TemporaryFile("wide.csv", String(repeating: ",", count: 1_000_000))
    #expect(
      sentence { _ = try table.records.rows() }
        == "wide.csv: the header has more than 10000 cells; repair it.")
  }

  /// A gzip member of 1 MiB of the letter x.
  private static let member =
    Data(
      base64Encoded: "H4sIAAAAAAAC/+3BMQEAAADCoNqLbwhfoA" + String(repeating: "A", count: 1354)
        + "PgMynDsVAAAQAA==") ?? Data()

  @Test func anArchiveThatInflatesWithoutBoundIsRefusedEarly() throws {
    let bomb = (0..<3_300).reduce(into: Data()) { data, _ in data.append(Self.member) }
    let file = try TemporaryFile("bomb.jsonl.gz", bomb)
    #expect(
      sentence { _ = try file.records.rows() }
        == "bomb.jsonl.gz: it inflates to more than 200 times its size, which no text does; "
        + "inflate it yourself if that is meant.")
  }

  @Test func anArchiveOfFiftyMegabytesThatRepeatThemselvesIsRead() throws {
    let fifty = (0..<50).reduce(into: Data()) { data, _ in data.append(Self.member) }
    let file = try TemporaryFile("same.jsonl.gz", fifty)
    #expect(sentence { _ = try file.records.rows() }.hasPrefix("same.jsonl.gz: neither JSON"))
  }

  @Test func onlyPlainFilesOfABoundedSizeAreRead() throws {
    let pipe = try TemporaryFile("rows.jsonl", "")
    try FileManager.default.removeItem(at: pipe.url)
    #expect(mkfifo(pipe.url.path, 0o600) == 0)
    #expect(sentence { _ = try pipe.records.rows() }.contains("is a named pipe, and only plain"))
    let sparse = try TemporaryFile("rows.jsonl", "")
    #expect(truncate(sparse.url.path, 100 << 30) == 0)
    #expect(
      sentence { _ = try sparse.records.rows() }.contains("is larger than the 4294967296 bytes"))
    let device = RecordFile(URL(filePath: "/dev/zero"))
    #expect(sentence { _ = try device.rows() }.contains("/dev/zero is a device"))
  }

  @Test func readingCanBeEndedBetweenRows() throws {
    struct Stopped: Error {}
    let rows = String(repeating: "{\"prompt\":\"a\"}\n", count: 5_000)
    let file = try TemporaryFile("rows.jsonl", rows)
    var asked = 0
    let records = RecordFile(file.url) {
      asked += 1
      if asked == 4 { throw Stopped() }
    }
    #expect(throws: Stopped.self) { try records.prompts() }
  }
}
