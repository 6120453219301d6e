import Foundation
import Testing

/// The commands that look at finished work and take it out.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct StoreCommandTests {
  let finished: FinishedRun
  let folder: TemporaryFolder

  init() throws {
    finished = try TinyPipeline.finished.get()
    folder = try TemporaryFolder()
    try #require(finished.result.status == 0, "\(finished.result.errors)")
  }

  @Test func aRunTellsItsNameAndHowToMakeTheReport() throws {
    let lines = finished.result.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.wholeMatch(of: /Run [0-9a-f]{12} finished\./) != nil)
    #expect(lines.last?.contains("llamero report") == true)
    #expect(lines.last?.hasSuffix("--home \(finished.home)") == true)
  }

  @Test func everyStageHasALineThatStartsAndOneThatEnds() throws {
    for (number, name) in ["world", "base", "pairs", "judged", "helpful"].enumerated() {
      let lines = finished.result.errors.split(separator: "\n").filter {
        $0.hasPrefix("[\(number + 1)/5] \(name) ")
      }
      #expect(lines.first?.contains("starts") == true, "\(finished.result.errors)")
      #expect(lines.last?.contains("finished in") == true)
    }
    #expect(!finished.result.errors.contains("\u{1B}"))
  }

  @Test func showPrintsTheKeysThatScriptsRelyOn() throws {
    let shown = try Program.json(ShownRun.self, "show", "last", "--home", finished.home)
    #expect(shown.pipeline == "tiny")
    #expect(shown.state == "finished")
    #expect(shown.stages.map(\.kind).first == "paddock")
    #expect(shown.digests["base.model"]?.count == 64)
  }

  @Test func runsListsTheRun() throws {
    let result = try Program.run("runs", "--home", finished.home)
    #expect(result.output.contains("tiny"))
    #expect(result.output.contains("finished"))
  }

  @Test func reportWritesOnePageAndTheSameNumbers() throws {
    let page = folder.path("a/report.html")
    let result = try Program.run("report", "last", "-o", page, "--home", finished.home)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == page + "\n")
    #expect(folder.text("a/report.html").hasPrefix("<!DOCTYPE html>"))
    let printed = try Program.run("report", "last", "--json", "--home", finished.home)
    #expect(folder.text("a/report.json") == printed.output)
  }

  @Test func exportWritesTheFilesOfAnArtifact() throws {
    let copy = folder.path("model")
    let result = try Program.run("export", "last/base.model", copy, "--home", finished.home)
    #expect(result.status == 0, "\(result.errors)")
    #expect(FileManager.default.fileExists(atPath: copy + "/config.json"))
    let again = try Program.run("export", "last/base.model", copy, "--home", finished.home)
    #expect(again.status == 64)
    #expect(again.errors.contains("is not an empty folder"))
  }

  @Test func anImportedModelIsTheModelThatWasExported() throws {
    let copy = folder.path("model")
    #expect(
      try Program.run("export", "last/base.model", copy, "--home", finished.home).status == 0)
    let result = try Program.run(
      "import", copy, "--kind", "model", "--home", folder.path("home"))
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("/model.model  "))
  }

  @Test func anOutputThatDoesNotExistGetsTheNearestName() throws {
    let stage = try Program.run("export", "last/bas.model", "x", "--home", finished.home)
    #expect(stage.status == 66)
    #expect(stage.errors.contains("did you mean 'base'?"))
    let output = try Program.run("export", "last/base.modl", "x", "--home", finished.home)
    #expect(output.status == 66)
    #expect(output.errors.contains("did you mean 'model'?"))
    let run = try Program.run("show", "zzz", "--home", finished.home)
    #expect(run.status == 66)
  }

  @Test func doctorFindsTheMachineFit() throws {
    let findings = try Program.json(Findings.self, "doctor", "--home", finished.home)
    #expect(findings.homeIsWritable)
    #expect(findings.problems.isEmpty)
    #expect(findings.gigaflops > 0.1)
    #expect(findings.gigabytesPerSecond > 0.1)
    #expect(findings.device.contains(findings.instructionSet))
  }

  @Test func aRunThatNeedsPeopleSaysHowTheyAnswer() throws {
    let file = try folder.write(
      TinyPipeline.text.replacing("annotator: oracle", with: "annotator: people"), to: "p.yaml")
    let result = try Program.run("run", file.path, "--home", folder.path("home"))
    #expect(result.status == 75)
    #expect(result.errors.contains("llamero serve --home \(folder.path("home"))"))
    #expect(result.errors.contains("resume with: llamero run"))
  }

  private struct Findings: Decodable {
    let device: String
    let instructionSet: String
    let homeIsWritable: Bool
    let gigaflops: Double
    let gigabytesPerSecond: Double
    let problems: [String]
  }
}
