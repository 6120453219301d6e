import Corpora
import Foundation
import Pipelines
import Stages
import Testing

struct ImportsErrorTests {
  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test func brokenLineIsNamed() throws {
    let bench = try ImportsBench()
    try bench.write("{\"prompt\": \"a\"}\n{\"prompt\": \n", to: "cut.jsonl")
    let error = sentence { _ = try bench.run(ImportPrompts(), .init(paths: ["cut.jsonl"])) }
    #expect(error.hasPrefix("cut.jsonl, line 2: not a JSON object ("))
  }

  @Test func identicalAnswersAreRefusedUnlessTheyMayBeDropped() throws {
    let bench = try ImportsBench()
    try bench.write(
      """
      {"prompt": "Why?", "chosen": "So.", "rejected": "No."}
      {"prompt": "Why?", "chosen": "So.", "rejected": "So."}
      """, to: "same.jsonl")
    var configuration = ImportComparisonsConfiguration(paths: ["same.jsonl"])
    let error = sentence { _ = try bench.run(ImportComparisons(), configuration) }
    #expect(error.hasPrefix("same.jsonl, line 2: chosen and rejected are identical"))
    configuration.identicalAnswers = .drop
    let context = try bench.run(ImportComparisons(), configuration)
    #expect(context.rowLines.contains("same.jsonl / dropped: identical answers / 1"))
  }

  @Test func strengthOutsideTheScaleIsNamed() throws {
    let bench = try ImportsBench()
    try bench.write(
      #"{"prompt": "Why?", "chosen": "So.", "rejected": "No.", "strength": 9}"#, to: "odd.jsonl")
    let error = sentence { _ = try bench.run(ImportComparisons(), .init(paths: ["odd.jsonl"])) }
    #expect(error.hasPrefix("odd.jsonl, line 1: 'strength' is 9; allowed is "))
  }

  @Test func unusableRowsCanBeRefused() throws {
    let bench = try ImportsBench()
    try bench.write(#"[{"instruction": "Go.", "output": ""}]"#, to: "empty.json")
    let configuration = ImportDemonstrationsConfiguration(
      paths: ["empty.json"], unusableRows: .refuse)
    let error = sentence { _ = try bench.run(ImportDemonstrations(), configuration) }
    #expect(error.hasPrefix("empty.json, row 1: no answer; repair or remove the row"))
  }

  @Test func missingFileIsNamed() throws {
    let bench = try ImportsBench()
    let error = sentence { _ = try bench.run(ImportPrompts(), .init(paths: ["none.csv"])) }
    #expect(error.contains("none.csv: cannot be read"))
  }

  @Test func dialoguesThatAreAllTooLongAreAnError() throws {
    let bench = try ImportsBench()
    try bench.write(#"{"turns": ["a", "b", "c"]}"#, to: "long.jsonl")
    var configuration = ImportDialoguesConfiguration.standard
    configuration.paths = ["long.jsonl"]
    configuration.maximumTurns = 2
    let error = sentence { _ = try bench.run(ImportDialogues(), configuration) }
    #expect(
      error == "None of the dialogues can be used (1 more than 2 turns); "
        + "correct them or the stage's limits.")
  }

  @Test(arguments: [
    ([], "paths must name at least one file, as in paths: [rows.jsonl]"),
    (["a", "a"], "paths names a file twice; remove one of them"),
  ])
  func optionsThatMeanNothingAreRefused(paths: [String], expected: String) {
    let error = sentence { try ImportPromptsConfiguration(paths: paths).validate() }
    #expect(error == expected)
  }

  @Test func instructionWithoutAPhraseIsRefused() {
    var configuration = ImportDialoguesConfiguration(paths: ["a"])
    configuration.instructions[0].phrase = "!"
    let error = sentence { try configuration.validate() }
    #expect(error.hasPrefix("instructions: each needs type, text, terse and a phrase"))
  }
}
