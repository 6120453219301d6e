import Foundation
import Testing

/// The guides of the documentation, each command of which runs as it is written.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct GuideTests {
  /// In the order in which a person would read them; each goes on where the one before ended.
  private static let names = [
    "FirstAlignment", "YourOwnModelAndData", "ReadingARewardReport", "WhenItStops",
    "ATeamOfAnnotators",
  ]

  @Test func everyCommandOfTheGuidesRuns() throws {
    let place = try GuidePlace()
    for name in Self.names {
      let guide = try Guide(named: name)
      #expect(guide.commands.count >= 5)
      for file in guide.files { try place.folder.write(file.text, to: file.name) }
      for command in guide.commands {
        #expect(command.hasPrefix("llamero "), "\(name): \(command)")
        let result = try place.run(command)
        #expect(result.status == 0, "\(name): \(command): \(result.errors)")
      }
      if name == "FirstAlignment" { try place.takeModelAndRows() }
    }
  }

  @Test func thereIsATestForEveryGuide() throws {
    let folder = Repository.root.appending(path: "Sources/llamero/llamero.docc/Guides")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(files) == Set(Self.names.map { "\($0).md" }))
  }

  @Test func theQuickstartOfTheMakefileIsThatOfTheGuide() throws {
    let makefile = try String(
      contentsOf: Repository.root.appending(path: "Makefile"), encoding: .utf8)
    for command in try Guide(named: "FirstAlignment").commands.prefix(2) {
      let line = command.replacing(".llamero/quickstart.html", with: "$(REPORT)")
      #expect(makefile.contains("\t.build/release/\(line)\n"), "\(line)")
    }
  }
}

/// A folder in which the commands of the guides find what they name.
private struct GuidePlace {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(try SmallQuickstart.text(), to: "pipelines/quickstart.yaml")
  }

  /// Runs a line of shell in the folder.
  func run(_ line: String) throws -> Program.Result {
    let line = "cd \(folder.url.path) && llamero() { \"$LLAMERO\" \"$@\"; } && \(line)"
    return try Program.shell(line)
  }

  /// Puts a model and rows where somebody would have them who brings some.
  func takeModelAndRows() throws {
    for (artifact, place) in [
      ("sft.model", "models/mine"), ("world.demonstrations", "rows"),
      ("judged.comparisons", "pairs"),
    ] {
      let result = try run("llamero export last/\(artifact) \(place)")
      #expect(result.status == 0, "\(result.errors)")
    }
    for name in ["rows/demonstrations", "pairs/comparisons"] {
      let file = name.split(separator: "/")[1]
      try folder.write(folder.text("\(name).jsonl"), to: "data/\(file).jsonl")
    }
  }
}
