import Foundation
import Logging
import Pipelines
import Synchronization
import Testing

/// A pipeline file of any content is read in bounded time and memory.
struct YAMLBudgetTests {
  private func sentence(_ yaml: String) -> String {
    do {
      _ = try Workbench().pipeline(yaml)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  /// Nine levels, each of ten aliases to the one before.
  private func bomb(_ levels: Int = 9) -> String {
    (1..<levels).reduce("a: &a0 [x,x,x,x,x,x,x,x,x,x]\n") { text, level in
      let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      return text + "b\(level): &a\(level) [\(row)]\n"
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aliasesThatMultiplyAreRefusedWithTheirLine() {
    let expected =
      "with its aliases the text has more than 100000 values; a pipeline needs far less."
    #expect(sentence(bomb()) == "toy.yaml:1: " + expected)
    #expect(sentence(bomb(30)) == "toy.yaml:1: " + expected)
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["*a8 : x", "? *a8\n: x", "? [*a8]\n: x", "c: {[*a8]: x}", "c: {*a8}", "[*a8]: x"])
  func aliasesThatAreKeysAreNotFollowed(key: String) {
    #expect(sentence(bomb() + key).contains("a key must be a single word"))
  }

  @Test func aliasesThatRepeatLittleAreRead() throws {
    let yaml = """
      stages:
        a: {kind: numbers, range: &wide {low: 1, high: 9}, label: "2*3 * 4"}
        b: {kind: numbers, range: *wide}
      """
    let pipeline = try Workbench().pipeline(yaml)
    #expect(pipeline.stages[0].configuration["label"] == .string("2*3 * 4"))
    #expect(pipeline.stages[0].configuration["range"] == pipeline.stages[1].configuration["range"])
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func deepNestingIsRefused(level: String) {
    #expect(sentence(String(repeating: level, count: 60_000)).hasPrefix("toy.yaml"))
  }

  @Test(.timeLimit(.minutes(1)))
  func keysInsideKeysAreNotComparedAtEachLevel() {
    let list = "[" + Array(repeating: "x", count: 300_000).joined(separator: ",") + "]"
    #expect(
      sentence(String(repeating: "? ", count: 900) + list)
        == "toy.yaml: this is not valid YAML (900 keys begin with '?', and a key must be a single "
        + "word); check indentation, quotes and brackets.")
    #expect(sentence("? ? " + list).contains("a key must be a single word"))
  }

  @Test func nestingBeyondTheBoundIsNamed() {
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    #expect(
      sentence("stages:\n  a: \(deep)")
        == "toy.yaml:2: this is nested more than 64 levels deep; a pipeline needs far less.")
  }

  @Test func sizeAndNumberOfStagesAreBounded() {
    #expect(
      sentence("# " + String(repeating: "x", count: 1 << 20))
        == "toy.yaml: the text has more than 1048576 bytes; a pipeline needs far less.")
    let stages = (0..<1_001).map { "  s\($0): {kind: numbers}\n" }.joined()
    #expect(
      sentence("stages:\n" + stages)
        == "toy.yaml:1002: there are more than 1000 stages; a pipeline needs far less.")
    let name = String(repeating: "a", count: 101)
    #expect(sentence("stages: {\(name): {kind: numbers}}").hasSuffix("with a letter, 100 at most."))
  }

  @Test func aLongListIsReadInATimeThatGrowsWithIt() throws {
    let weights = (0..<90_000).map { "\($0)" }.joined(separator: ", ")
    let clock = ContinuousClock()
    let seconds = try clock.measure {
      _ = try Workbench().pipeline("stages: {a: {kind: numbers, weights: [\(weights)]}}")
    }
    #expect(seconds < .seconds(20), "\(seconds)")
  }

  @Test(.timeLimit(.minutes(1)))
  func aLongNameIsNotComparedWithShortOnes() {
    let stages = (0..<900).map { "  s\($0): {kind: numbers}\n" }.joined()
    let name = String(repeating: "s1", count: 400_000)
    let said = sentence("stages:\n\(stages)  j: {kind: join, first: \(name).numbers}")
    #expect(said.contains("there is no stage"))
  }

  @Test func aSettingIsBoundedLikeAFile() {
    let list = "a.weights=[" + String(repeating: "[", count: 70) + String(repeating: "]", count: 71)
    let error = #expect(throws: PipelineError.self) {
      try Workbench().pipeline("stages: {a: {kind: numbers}}", list)
    }
    #expect(error?.description.contains("this is nested more than 64 levels deep") == true)
  }

  @Test func onlyAPlainFileIsAPipeline() throws {
    let bench = try Workbench()
    let pipe = bench.home.appending(path: "pipe.yaml")
    #expect(mkfifo(pipe.path, 0o600) == 0)
    for url in [pipe, bench.home, URL(filePath: "/dev/zero")] {
      let error = sentence { _ = try Pipeline(contentsOf: url, kinds: bench.kinds()) }
      #expect(error.contains("only plain files are read"), "\(error)")
    }
    let large = bench.home.appending(path: "large.yaml")
    #expect(FileManager.default.createFile(atPath: large.path, contents: nil))
    #expect(truncate(large.path, 100 << 30) == 0)
    #expect(
      sentence { _ = try Pipeline(contentsOf: large, kinds: bench.kinds()) }
        .contains("is larger than the 1048576 bytes"))
  }

  @Test func onlyPlainFilesOutsideTheStoreAreHashedAndThatCanBeStopped() throws {
    let bench = try Workbench()
    let file = bench.home.appending(path: "file")
    #expect(mkfifo(file.path, 0o600) == 0)
    let yaml = "stages: {a: {kind: import, path: file}}"
    #expect(sentence { try bench.run(yaml) }.contains("is a named pipe, and only plain files"))
    try FileManager.default.removeItem(at: file)
    #expect(FileManager.default.createFile(atPath: file.path, contents: Data(count: 1 << 20)))
    let asked = Asked()
    let runner = Runner(
      store: bench.store,
      settings: RunnerSettings(
        baseFolder: bench.home, command: "llamero run", numericIdentity: "float32"),
      logger: Logger(label: "test"), shouldStop: { asked.next() > 1 })
    guard case .stopped(_, stage: "a") = try runner.run(try bench.pipeline(yaml)) else {
      Issue.record("the run was not stopped")
      return
    }
  }

  private func sentence(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch {
      return "\(error)"
    }
  }
}

/// Counts how often something was asked.
private final class Asked: Sendable {
  private let count = Atomic(0)

  func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
