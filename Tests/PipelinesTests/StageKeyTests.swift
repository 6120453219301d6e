import Artifacts
import Foundation
import Logging
import Pipelines
import Testing

struct StageKeyTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
    try Data("1 2".utf8).write(to: bench.home.appending(path: "data.txt"))
  }

  private static let yaml = """
    seed: 7
    stages:
      base: {kind: import, path: data.txt}
      n: {kind: numbers}
      j: {kind: join, first: base.numbers, others: [n.numbers]}
    """

  private func keys(
    _ yaml: String = StageKeyTests.yaml, _ settings: [String] = [], version: Int = 1,
    arithmetic: String = "float32"
  ) throws -> [String: StageKey] {
    let pipeline = try Pipeline(
      yaml: yaml, file: "toy.yaml", settings: settings,
      kinds: bench.kinds(numbersVersion: version))
    let run = try bench.runner(numericIdentity: arithmetic).run(pipeline).run
    let stages = try bench.store.stages(of: run)
    return Dictionary(
      uniqueKeysWithValues: try stages.map { ($0.name, try #require($0.key)) })
  }

  @Test func sameWorkHasTheSameKeys() throws {
    #expect(try keys() == keys())
  }

  @Test func nameOfThePipelineAndOrderOfTheFileDoNotMatter() throws {
    let other = """
      name: another
      stages:
        j: {others: [n.numbers], kind: join, first: base.numbers}
        n: {kind: numbers, count: 3}
        base: {kind: import, path: data.txt}
      seed: 7
      """
    #expect(try keys() == keys(other))
  }

  @Test(
    arguments: [
      "n.count=4", "n.scale=1.5", "n.label=x", "n.order=descending", "n.loud=true",
      "n.range.low=1", "n.weights=[1]", "n.limit=0", "n.largest=2", "n.seed=1",
    ])
  func everyOptionChangesTheKeyOfItsStageAlone(setting: String) throws {
    let (before, after) = (try keys(), try keys(Self.yaml, [setting]))
    #expect(before["n"] != after["n"])
    #expect(before["base"] == after["base"])
  }

  @Test func seedAndVersionChangeTheKey() throws {
    let before = try keys()
    #expect(try keys(Self.yaml, ["seed=8"])["n"] != before["n"])
    let newer = try keys(version: 2)
    #expect(before["n"] != newer["n"] && before["base"] == newer["base"])
  }

  @Test func aStageThatDrawsNothingDoesNotDependOnASeed() throws {
    #expect(try keys(Self.yaml, ["seed=8"])["base"] == keys()["base"])
    let error = #expect(throws: PipelineError.self) { try keys(Self.yaml, ["base.seed=1"]) }
    #expect(
      error?.description
        == "--set base.seed=1: base.seed has no effect on a stage that draws no random numbers; "
        + "remove it.")
  }

  @Test func theMachineIsNoPartOfTheKey() throws {
    #expect(try keys(arithmetic: "another processor") == keys())
  }

  @Test(arguments: ["c.pause=3", "c.steps=9"])
  func onlyOptionsThatDecideTheResultChangeTheKey(setting: String) throws {
    let yaml = "stages: {c: {kind: count}}"
    let isSame = try keys(yaml) == keys(yaml, [setting])
    #expect(isSame == (setting == "c.pause=3"))
  }

  @Test func contentOfAnOutsideFileChangesTheKeyButItsDateDoesNot() throws {
    let before = try keys()
    let file = bench.home.appending(path: "data.txt")
    try Data("1 2".utf8).write(to: file)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: file.path)
    #expect(try keys() == before)
    try Data("1 3".utf8).write(to: file)
    let after = try keys()
    #expect(after["base"] != before["base"])
    #expect(after["j"] != before["j"])
    #expect(after["n"] == before["n"])
  }

  @Test func placeTimeCommandHostAndAttemptsDoNotMatter() throws {
    let before = try keys()
    let other = try Workbench(now: { Date(timeIntervalSince1970: 0) })
    let folder = other.home.appending(path: "a/b")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("1 2".utf8).write(to: folder.appending(path: "data.txt"))
    let yaml = Self.yaml.replacing("data.txt", with: "b/data.txt")
    let pipeline = try Pipeline(yaml: yaml, file: "other.yaml", kinds: other.kinds())
    let runner = Runner(
      store: other.store,
      settings: RunnerSettings(
        baseFolder: other.home.appending(path: "a"), command: "llamero run --threads 3",
        numericIdentity: "float32"),
      logger: Logger(label: "test"))
    _ = try runner.run(pipeline, until: "base")
    _ = try runner.run(pipeline, from: "n")
    let after = try other.stages().map { ($0.name, try #require($0.key)) }
    #expect(Dictionary(uniqueKeysWithValues: after) == before)
  }

  @Test func nameOfAnOutsideFileChangesTheKey() throws {
    let before = try keys()
    try Data("1 2".utf8).write(to: bench.home.appending(path: "copy.txt"))
    #expect(try keys(Self.yaml, ["base.path=copy.txt"])["base"] != before["base"])
  }

  @Test func equalBytesFromAnotherStageGiveTheSameKeyDownstream() throws {
    let before = try keys()
    try Data("1 2".utf8).write(to: bench.home.appending(path: "copy.txt"))
    let after = try keys(Self.yaml, ["base.path=copy.txt"])
    #expect(after["base"] != before["base"])
    #expect(after["j"] == before["j"])
  }

  @Test func keyIsTheSameOnEveryMachine() throws {
    let key = try #require(try keys()["n"])
    let computation = try #require(try bench.store.computation(of: key))
    #expect(computation.configuration == "{}")
    let canonical =
      #"{"externalFiles":[],"inputs":{},"kind":"numbers","options":{},"#
      + #""seed":\#(computation.seed),"version":1}"#
    #expect(StageKey(hashing: canonical) == key)
    #expect(computation.seed == 9_401_569_122_709_656_544)
  }
}
