import Foundation
import Testing

/// Every fault of the input is one sentence with a place and a remedy, and its own exit code.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct BadInputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func anUnknownCommandGetsTheNearestName() throws {
    let result = try Program.run("genrate")
    #expect(result.status == 64)
    #expect(result.errors == "llamero: There is no command 'genrate'; did you mean 'generate'?\n")
  }

  @Test func anUnknownOptionGetsTheNearestName() throws {
    let result = try Program.run("run", "x.yaml", "--untill", "sft")
    expect(result, 64, "--until")
  }

  @Test func aMissingPipelineGetsTheNearestFile() throws {
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    let result = try run(folder.path("tinny.yaml"))
    expect(result, 66, "There is no \(folder.path("tinny.yaml"))", "tiny.yaml'?")
    #expect(!FileManager.default.fileExists(atPath: folder.path("home")))
  }

  @Test func anUnknownKeyGetsItsLineAndTheNearestName() throws {
    let result = try run(text: TinyPipeline.text.replacing("documents:", with: "documnets:"))
    expect(result, 65, "pipeline.yaml:6", "'documnets'", "did you mean 'documents'?")
    #expect(!FileManager.default.fileExists(atPath: folder.path("home")))
  }

  @Test func aCycleOfStagesIsNamed() throws {
    let text = """
      stages:
        a: {kind: sft, model: b.model, demonstrations: w.demonstrations}
        b: {kind: sft, model: a.model, demonstrations: w.demonstrations}
        w: {kind: paddock}
      """
    expect(try run(text: text), 65, "cycle: a → b → a")
  }

  @Test func aReferenceToNothingGetsTheNearestStage() throws {
    let result = try run(text: TinyPipeline.text.replacing("world.corpus", with: "wrld.corpus"))
    expect(result, 65, "no stage 'wrld'", "did you mean 'world'?")
  }

  @Test func anUnknownStageToStopAtGetsTheNearestName() throws {
    let file = try folder.write(TinyPipeline.text, to: "tiny.yaml").path
    let result = try Program.run("run", file, "--until", "bse", "--home", folder.path("home"))
    expect(result, 64, "no stage 'bse'", "did you mean 'base'?")
  }

  @Test func aSettingThatIsNoneIsWrongUsage() throws {
    let file = try folder.write(TinyPipeline.text, to: "tiny.yaml").path
    expect(try Program.run("run", file, "--set", "base"), 64, "stage.key=value")
    expect(
      try Program.run("run", file, "--set", "base.lerningRate=1"), 64, "'lerningRate'")
  }

  @Test func aMissingInputOfAStageIsNamed() throws {
    let text = "stages: {rows: {kind: import-demonstrations, paths: [rows.jsonl]}}"
    let result = try run(text: text)
    expect(result, 66, "pipeline.yaml:1: rows.paths names", "rows.jsonl")
  }

  @Test func aBrokenLineOfRowsIsNamed() throws {
    try folder.write(
      "{\"prompt\": \"a\", \"completion\": \"b\"}\n{\"prompt\": \n", to: "rows.jsonl")
    let result = try Program.run(
      "import", folder.path("rows.jsonl"), "--kind", "demonstrations", "--home",
      folder.path("home"))
    expect(result, 65, "rows.jsonl, line 2")
  }

  @Test(arguments: [
    ("{\"prompt\": \"a\", \"chosen\": \"b\", \"rejected\": \"b\"}", "identical"),
    ("{\"prompt\": \"a\", \"chosen\": \"b\", \"rejected\": \"c\", \"strength\": 9}", "strength"),
  ])
  func aComparisonThatCannotBeUsedIsNamed(row: String, part: String) throws {
    let file = try folder.write(row + "\n", to: "rows.jsonl").path
    let result = try Program.run(
      "import", file, "--kind", "comparisons", "--home", folder.path("home"))
    expect(result, 65, "rows.jsonl, line 1", part)
  }

  @Test func aModelThatIsNoneGetsTheNearestFolder() throws {
    try folder.write("{}", to: "model/config.json")
    let result = try Program.run("generate", "--model", folder.path("modle"), "--prompt", "a")
    expect(result, 66, "did you mean '\(folder.path("model"))'?")
  }

  @Test func aStoreThatIsMissingIsNotMade() throws {
    let result = try Program.run("runs", "--home", folder.path("nowhere"))
    expect(result, 66, "There is no store at \(folder.path("nowhere"))")
    #expect(!FileManager.default.fileExists(atPath: folder.path("nowhere")))
  }

  @Test func aStoreOfANewerVersionStaysAsItIs() throws {
    let rows = try folder.write("{\"prompt\": \"a\", \"completion\": \"b\"}\n", to: "a.jsonl").path
    let home = folder.path("home")
    #expect(
      try Program.run("import", rows, "--kind", "demonstrations", "--home", home).status == 0)
    let file = URL(filePath: home).appending(path: "store.sqlite")
    var bytes = try Data(contentsOf: file)
    bytes[63] = 99  // the last byte of SQLite's user version
    try bytes.write(to: file)
    let result = try Program.run("runs", "--home", home)
    expect(result, 65, "newer Llamero", "store version 99")
    #expect(try Data(contentsOf: file) == bytes)
  }

  private func run(_ file: String) throws -> Program.Result {
    try Program.run("run", file, "--home", folder.path("home"))
  }

  private func run(text: String) throws -> Program.Result {
    try run(folder.write(text, to: "pipeline.yaml").path)
  }

  /// Expects a status and one line of complaint that contains the parts.
  private func expect(_ result: Program.Result, _ status: Int32, _ parts: String...) {
    #expect(result.status == status)
    let complaints = result.errors.split(separator: "\n").filter { $0.hasPrefix("llamero: ") }
    #expect(complaints.count == 1, "\(result.errors)")
    for part in parts { #expect(complaints.first?.contains(part) == true, "\(result.errors)") }
  }
}
