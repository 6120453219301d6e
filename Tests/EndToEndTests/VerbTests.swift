import Foundation
import Testing

/// What each command that looks at runs prints is as recorded, and its JSON fits its schema.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct VerbTests {
  let runs: TwoRuns
  let folder: TemporaryFolder

  init() throws {
    runs = try TwoRuns.finished.get()
    folder = try TemporaryFolder()
  }

  /// A command with its arguments; FIRST and LAST stand for the two runs.
  struct Verb: CustomTestStringConvertible {
    let name: String
    var arguments: [String]
    var testDescription: String { name }
  }

  static let verbs = [
    Verb(name: "runs", arguments: ["runs"]),
    Verb(name: "show", arguments: ["show", "last"]),
    Verb(name: "diff", arguments: ["diff", "FIRST", "last"]),
    Verb(name: "explain", arguments: ["explain", "last"]),
    Verb(name: "lineage", arguments: ["lineage", "last/base.model"]),
    Verb(name: "lineage-down", arguments: ["lineage", "last/world.corpus", "--down"]),
  ]

  @Test(arguments: verbs) func textAndJSONAreAsRecorded(verb: Verb) throws {
    let arguments =
      verb.arguments.map { $0 == "FIRST" ? runs.first : $0 } + ["--home", runs.home]
    let masked = [(runs.folder.url.path, "FOLDER")]
    let text = try Call(arguments).finished()
    #expect(text.status == 0 && text.errors.isEmpty, "\(text.errors)")
    try Golden.expect(text.output, "\(verb.name).txt", masked)
    let json = try Call(arguments + ["--json"]).finished()
    #expect(json.status == 0 && json.errors.isEmpty, "\(json.errors)")
    try Golden.expect(json.output, "\(verb.name).json", masked)
    let schema = try #require(Schema.commands[verb.arguments[0]])
    #expect(try schema.faults(in: json.output) == [])
  }

  @Test func theSchemaOfAReportFits() throws {
    let report = try Program.run("report", "last", "--json", "--home", runs.home)
    #expect(report.status == 0)
    #expect(try Schema.commands["report"]?.faults(in: report.output) == [])
  }

  @Test func theSchemaOfAnExportFits() throws {
    let copy = folder.path("copy")
    let arguments = ["export", "last/base.model", copy, "--home", runs.home, "--json"]
    let export = try Call(arguments).finished()
    #expect(export.status == 0)
    try Golden.expect(export.output, "export.json", [(folder.url.path, "FOLDER")])
    #expect(try Schema.commands["export"]?.faults(in: export.output) == [])
  }

  @Test func aSchemaFindsWhatDoesNotFit() throws {
    let schema = try #require(Schema.commands["runs"])
    let run = try Program.run("runs", "--home", runs.home, "--json").output
    #expect(try schema.faults(in: run.replacing("\"finished\"", with: "\"done\"")).count == 2)
    #expect(try schema.faults(in: run.replacing("\"seed\"", with: "\"sede\"")).count == 4)
    #expect(try schema.faults(in: "{}") == ["top is a object"])
  }

  @Test func oneStageIsExplainedByItself() throws {
    let result = try Program.run("explain", "last/base", "--home", runs.home)
    #expect(result.output.contains("optimizer.learningRate  0.003 -> 0.00003"))
    #expect(!result.output.contains("world (paddock)"))
  }

  @Test func aRunDoesNotDifferFromItself() throws {
    let result = try Program.run("diff", "last", "last", "--home", runs.home)
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("The same in both: world, base.\n"))
  }

  @Test(arguments: [
    (["diff", "last", "zzzz"], Int32(66), "There is no run 'zzzz'"),
    (["explain", "last/bsae"], 66, "did you mean 'base'?"),
    (["explain", "nowhere"], 66, "There is no run 'nowhere'"),
    (["lineage", "last/bas.model"], 66, "did you mean 'base'?"),
    (["lineage", "last/base.modle"], 66, "did you mean 'model'?"),
    (["lineage", "0000000000"], 66, "There is no artifact '0000000000'"),
    (["lineage", "base"], 66, "'base' is neither a folder, nor RUN/stage.output, nor a digest"),
  ])
  func aBadReferenceGetsOneSentence(
    arguments: [String], status: Int32, sentence: String
  ) throws {
    let result = try Call(arguments + ["--home", runs.home]).finished()
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(sentence), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func aBeginningOfTwoNamesIsAmbiguous() throws {
    let shared = runs.first.commonPrefix(with: runs.second)
    let slip = shared.isEmpty ? String(runs.first.dropLast()) + "x" : shared
    let result = try Program.run("show", slip, "--home", runs.home)
    let sentence =
      shared.isEmpty
      ? "There is no run '\(slip)'; did you mean '\(runs.first)'?"
      : "'\(slip)' is a prefix of 2 names; give more of its digits."
    #expect(result.errors == "llamero: \(sentence)\n")
  }
}
