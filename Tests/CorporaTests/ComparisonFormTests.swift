import Corpora
import Labels
import Testing
import Tokenization

struct ComparisonFormTests {
  private func imported(
    _ text: String, _ options: ImportOptions = ImportOptions()
  ) throws -> ImportedRows<Comparison> {
    let file = try TemporaryFile("pairs.jsonl", text)
    return try file.records.comparisons(options)
  }

  @Test(arguments: [
    #"{"prompt":"Hi.","chosen":"Hello.","rejected":"Go."}"#,
    #"{"messages":[{"role":"user","content":"Hi."}],"chosen":"Hello.","rejected":"Go."}"#,
    #"""
    {"chosen":"\n\nHuman: Hi.\n\nAssistant: Hello.","rejected":"\n\nHuman: Hi.\n\nAssistant: Go."}
    """#,
    #"""
    {"prompt":[{"role":"user","content":"Hi."}],"chosen":[{"role":"assistant","content":"Hello."}],"rejected":[{"role":"assistant","content":"Go."}]}
    """#,
    #"""
    {"chosen":[{"role":"user","content":"Hi."},{"role":"assistant","content":"Hello."}],"rejected":[{"role":"user","content":"Hi."},{"role":"assistant","content":"Go."}]}
    """#,
    #"""
    {"instruction":"Hi.","input":"","response1":"Go.","response2":"Hello.","annotator1":2,"annotator2":0,"annotator3":2}
    """#,
  ])
  func eachFormBecomesTheSameComparison(line: String) throws {
    let rows = try imported(line).rows
    #expect(rows.map(\.messages) == [[ChatMessage(.user, "Hi.")]])
    #expect(rows.map(\.chosen) == ["Hello."])
    #expect(rows.map(\.rejected) == ["Go."])
  }

  @Test func labelsAreReadByNameAndNumber() throws {
    let row = #"{"prompt":"Hi.","chosen":"a","rejected":"b","strength":"#
    let rows = try imported(
      row + #""better","safety":"bothSafe","domain":"safety"}"# + "\n"
        + row + #"3,"margin":0.5,"safety":{"chosen":true,"rejected":false}}"#
    ).rows
    #expect(rows.map(\.strength) == [.better, .significantly])
    #expect(rows.map(\.safetyBin) == [.bothSafe, .chosenSafe])
    #expect(rows.map(\.domain) == [.safety, .helpfulness])
    #expect(rows.map(\.margin) == [nil, 0.5])
  }

  @Test func unsafeChosenOverSafeIsLeftOut() throws {
    let text = """
      {"prompt":"Hi.","chosen":"a","rejected":"b","safety":{"chosen":false,"rejected":true}}
      {"prompt":"Hi.","chosen":"a","rejected":"b","safety":"bothUnsafe"}
      """
    #expect(try imported(text).counts.dropped == ["chosen unsafe and rejected safe": 1])
  }

  @Test func identicalAnswersAreAnErrorThatNamesTheRow() throws {
    let text = """
      {"prompt":"Hi.","chosen":"a","rejected":"b"}
      {"prompt":"Hi.","chosen":"same ","rejected":"same"}
      """
    #expect(
      sentence { _ = try imported(text) }
        == "pairs.jsonl, line 2: chosen and rejected are identical, so there is nothing to "
        + "compare; remove the row, or let the import drop and count such rows.")
    let counts = try imported(text, ImportOptions(identicalAnswers: .drop)).counts
    #expect(counts == RowCounts(read: 2, used: 1, dropped: ["identical answers": 1]))
  }

  @Test func strengthOutsideItsScaleIsAlwaysAnError() {
    let text = #"{"prompt":"Hi.","chosen":"a","rejected":"b","strength":4}"#
    #expect(
      sentence { _ = try imported(text) }
        == "pairs.jsonl, line 1: 'strength' is 4; allowed is 0 (negligible), 1 (slightly), "
        + "2 (better), 3 (significantly).")
  }

  @Test func oddTranscriptsAreCounted() throws {
    let text = #"""
      {"chosen":"\n\nHuman: a\n\nAssistant: b","rejected":"\n\nHuman: a\n\nAssistant: c"}
      {"chosen":"\n\nHuman: a\n\nHuman: b\n\nAssistant: c","rejected":"\n\nHuman: a\n\nAssistant: c"}
      {"chosen":"\n\nHuman: a\n\nAssistant: b","rejected":"\n\nHuman: x\n\nAssistant: c"}
      {"chosen":"\n\nHuman: a\n\nAssistant:","rejected":"\n\nHuman: a\n\nAssistant: c"}
      {"chosen":"no marks","rejected":"at all"}
      """#
    #expect(
      try imported(text).counts.dropped == [
        "odd role order": 1, "contexts differ before the last answer": 1, "no answer": 1,
        "malformed transcript": 1,
      ])
  }

  @Test func rowsMaySayHowTheirAnswersWereWritten() throws {
    let row = #"{"prompt":"Hi.","chosen":"a","rejected":"b""#
    let rows = try imported(
      row + #","chosenFinished":false,"chosenTokens":[5,9]}"# + "\n" + row + "}"
    ).rows
    #expect(rows.map(\.chosenFinished) == [false, nil])
    #expect(rows.map(\.rejectedFinished) == [nil, nil])
    #expect(rows.map(\.chosenTokens) == [[5, 9], nil])
    #expect(rows.map { $0.answer(.chosen).finished } == [false, true])
    #expect(rows.map(\.hasCutAnswer) == [true, false])
  }

  @Test(arguments: [
    #""chosenTokens":[1,-2]"#, #""chosenTokens":[1.5]"#, #""chosenTokens":[3000000000]"#,
    #""rejectedTokens":[]"#, #""rejectedTokens":"12""#, #""chosenFinished":"so so""#,
    #""margin":1e39"#, #""margin":-1"#,
  ])
  func labelsThatMeanNothingAreErrors(label: String) {
    let text = #"{"prompt":"Hi.","chosen":"a","rejected":"b","# + label + "}"
    #expect(sentence { _ = try imported(text) }.hasPrefix("pairs.jsonl, line 1: '"))
  }

  @Test func rowsStoredBeforeAnswersKeptTheirEndsAreStillRead() throws {
    let file = try TemporaryFile(
      "comparisons.jsonl",
      #"{"chosen":"a","domain":"safety","id":"x","messages":[{"content":"Hi.","role":"user"}],"#
        + #""promptKey":"0","rejected":"b","strength":2}"#)
    let row = try #require(try file.records.records(of: Comparison.self).first)
    #expect(row.answer(.chosen).finished && row.answer(.rejected).finished)
    #expect(row.strength == .better && row.chosenTokens == nil)
  }

  @Test func judgedPairsSurviveBeingWrittenAndRead() throws {
    let prompt = PromptRecord(id: "p", messages: [ChatMessage(.user, "Hi.")], safety: true)
    let pair = PairRecord(
      prompt, id: "p", first: AnswerRecord("a", source: "x", finished: false, tokens: [3, 4]),
      second: AnswerRecord("b", source: "y"))
    var random = Paddock(seed: 1).draws(0)
    let row = pair.comparison(Paddock(seed: 1).oracle.judge(pair, &random))
    let file = try TemporaryFile("pairs.jsonl", "")
    try RecordFile.write([row], to: file.url)
    #expect(try file.records.records(of: Comparison.self) == [row])
    #expect(try file.records.comparisons().rows == [row])
  }
}
