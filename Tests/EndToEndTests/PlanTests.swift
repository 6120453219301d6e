import Foundation
import Testing

/// `llamero plan` foretells a run and changes nothing.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct PlanTests {
  let runs: TwoRuns
  let folder: TemporaryFolder

  init() throws {
    runs = try TwoRuns.finished.get()
    folder = try TemporaryFolder()
  }

  private struct Plan: Decodable {
    struct Step: Decodable {
      let name: String
      let action: String
      let dependsOn: [String]
      let seconds: Double?
    }
    let stages: [Step]
    var actions: [String] { stages.map { "\($0.name) \($0.action)" } }
  }

  private func plan(_ arguments: String...) throws -> Plan {
    let result = try Call(["plan"] + arguments + ["--json"]).finished()
    try #require(result.status == 0, "\(result.errors)")
    #expect(try Schema.reference["plan"]?.faults(in: result.output) == [])
    return try JSONDecoder().decode(Plan.self, from: Data(result.output.utf8))
  }

  @Test func withoutAStoreEverythingRunsAndNoneIsMade() throws {
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    let plan = try plan(folder.path("tiny.yaml"), "--home", folder.path("home"))
    #expect(plan.actions == ["world", "base", "pairs", "judged", "helpful"].map { "\($0) run" })
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["tiny.yaml"])
  }

  @Test func whatIsFinishedIsSkippedAndWhatChangedRuns() throws {
    let file = runs.folder.path("short.yaml")
    let before = try Self.bytes(of: runs.home)
    #expect(try plan(file, "--home", runs.home).actions == ["world skip", "base skip"])
    let changed = try plan(file, "--home", runs.home, "--set", "base.batch.size=4")
    #expect(changed.actions == ["world skip", "base run"])
    #expect(changed.stages[1].seconds != nil)
    let forced = try plan(file, "--home", runs.home, "--from", "world")
    #expect(forced.actions == ["world run", "base run"])
    let moved = try plan(file, "--home", runs.home, "--set", "seed=4")
    #expect(moved.actions == ["world run", "base depends"])
    #expect(moved.stages[1].dependsOn == ["world"])
    #expect(try Self.bytes(of: runs.home) == before)
  }

  @Test func textSaysWhatHappens() throws {
    let file = runs.folder.path("short.yaml")
    let text = try Program.run("plan", file, "--home", runs.home, "--set", "seed=4")
    try Golden.expect(text.output, "plan.txt")
    let same = try Program.run("run", file, "--home", runs.home, "--dry-run")
    #expect(same.output.hasSuffix("\nNothing is left to do.\n"))
    #expect(same.errors.isEmpty)
  }

  @Test func aStageThatAsksPeopleIsNamed() throws {
    try folder.write(
      TinyPipeline.text.replacing("annotator: oracle", with: "annotator: people"), to: "p.yaml")
    let text = try Program.run("plan", folder.path("p.yaml"), "--home", folder.path("home")).output
    #expect(text.contains(/judged +collect +runs, waits for people\n/), "\(text)")
  }

  /// A file that a late stage names is missed before the first stage starts, by both commands.
  @Test(arguments: ["plan", "run"]) func aMissingFileIsFoundFirst(command: String) throws {
    let text =
      TinyPipeline.text + """
          more:
            kind: import-comparisons
            paths:
              - tiny.yaml
              - rowz.jsonl

        """
    let file = try folder.write(text, to: "tiny.yaml")
    let line = try #require(text.split(separator: "\n").firstIndex { $0.contains("rowz") }) + 1
    let arguments = [command, file.path, "--data", folder.url.path, "--home", folder.path("home")]
    let result = try Call(arguments).finished()
    #expect(result.status == 66)
    #expect(result.output.isEmpty)
    #expect(
      result.errors == "llamero: \(file.path):\(line): more.paths names "
        + "\(folder.path("rowz.jsonl")), which does not exist; check the path, or name the folder "
        + "it lies in with --data.\n")
    try folder.write("", to: "rows.jsonl")
    #expect(try Call(arguments).finished().errors.contains("did you mean '"))
    try FileManager.default.createDirectory(
      atPath: folder.path("rowz.jsonl"), withIntermediateDirectories: false)
    let unfit = try Call(arguments).finished()
    #expect(unfit.status == 65)
    #expect(unfit.errors.contains("tiny.yaml:\(line): more.paths: "), "\(unfit.errors)")
  }

  private static func bytes(of folder: String) throws -> [String: Data] {
    let paths = try #require(FileManager.default.subpaths(atPath: folder))
    return try paths.reduce(into: [:]) { all, path in
      let url = URL(filePath: "\(folder)/\(path)")
      let isFile = try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      if isFile == true { all[path] = try Data(contentsOf: url) }
    }
  }
}
