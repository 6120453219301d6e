import Foundation
import Glibc
import Testing

/// What is no data, or has no end, is refused in one sentence, within bounded time and memory.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct HostileInputTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(.timeLimit(.minutes(1)))
  func onlyPlainFilesAreRows() throws {
    #expect(mkfifo(folder.path("pipe.jsonl"), 0o600) == 0)
    for path in [folder.path("pipe.jsonl"), "/dev/zero", folder.url.path] {
      expect(try imported(path), 65, "prompts.paths: \(path) is ", "only plain files")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aSparseFileIsRefusedByItsSize() throws {
    let file = try folder.write("", to: "rows.jsonl").path
    #expect(truncate(file, 100 << 30) == 0)
    expect(try imported(file), 65, "\(file) is larger than the 4294967296 bytes")
  }

  @Test(.timeLimit(.minutes(1)))
  func onlyAPlainFileIsAPipeline() throws {
    #expect(mkfifo(folder.path("pipe.yaml"), 0o600) == 0)
    for path in [folder.path("pipe.yaml"), "/dev/zero", folder.url.path] {
      expect(try Program.run("run", path, "--home", home), 65, "\(path) is ", "only plain files")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aliasesThatMultiplyAreRefused() throws {
    let text = (1..<9).reduce("a: &a0 [x,x,x,x,x,x,x,x,x,x]\n") { text, level in
      let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      return text + "b\(level): &a\(level) [\(row)]\n"
    }
    let file = try folder.write(text, to: "bomb.yaml").path
    expect(try Program.run("run", file, "--home", home), 65, "bomb.yaml:1: ", "100000 values")
  }

  @Test func aNumberBeyondEveryBoundIsRefusedWithItsRange() throws {
    let file = try folder.write(TinyPipeline.text, to: "tiny.yaml").path
    for (setting, range) in [
      ("base.batch.size=9223372036854775807", "from 1 to 1000000"),
      ("base.optimizer.adamW.beta1=2", "at least 0 and below 1"),
      ("pairs.temperatures=[nan]", "from 0.01 to 100"),
    ] {
      let result = try Program.run("run", file, "--set", setting, "--home", home)
      expect(result, 64, String(setting.prefix { $0 != "=" }), range)
    }
  }

  @Test(arguments: [["gc", "--keep="], ["verify-resume", "x.yaml", "--checkpoints="]])
  func aNumberOfTheCommandLineIsBounded(command: [String]) throws {
    for number in ["9223372036854775807", "-1", "9223372036854775808", "nan"] {
      let option = "\(command.last ?? "")\(number)"
      let result = try Call(command.dropLast() + [option, "--home", home]).finished()
      expect(result, 64, number)
    }
  }

  @Test func aShareThatHoldsOutEveryPairIsNamedAsTheReason() throws {
    let rows = (0..<60).map { "{\"prompt\":\"p\($0)\",\"chosen\":\"a\",\"rejected\":\"b\"}\n" }
    let text = """
      stages:
        world: {kind: paddock, documents: 60, demonstrations: 12, vocabulary: 320}
        base:
          {kind: pretrain, corpus: world.corpus, tokenizer: world.tokenizer,
          model: {hiddenSize: 8, layers: 1, heads: 1, keyValueHeads: 1, intermediateSize: 16}}
        rows: {kind: import-comparisons, paths: [rows.jsonl]}
        helpful:
          {kind: reward-model, model: base.model, comparisons: rows.comparisons, mixture: own,
          heldOut: 0.999}
      """
    try folder.write(rows.joined(), to: "rows.jsonl")
    let file = try folder.write(text, to: "pipeline.yaml").path
    let result = try Program.run("run", file, "--data", folder.url.path, "--home", home)
    expect(
      result, 65, "The held-out share leaves nothing to train on: heldOut: 0.999 holds out all 60",
      "lower it")
  }

  @Test(.timeLimit(.minutes(1)))
  func aSignalEndsTheReadingOfALargeFile() throws {
    let file = try folder.write("", to: "rows.jsonl").path
    #expect(truncate(file, 4 << 30) == 0)
    let call = try Call(["import", file, "--kind", "prompts", "--home", home])
    #expect(call.wait { call.errors.contains(" starts") })
    call.send(SIGTERM)
    let clock = ContinuousClock.now
    #expect(call.finished().status == 130)
    #expect(ContinuousClock.now - clock < .seconds(10))
  }

  @Test func standardInputThatIsNotTextIsRefusedWithItsLine() throws {
    let home = try TinyPipeline.finished.get().home
    let command = "\"$LLAMERO\" tokenize --model last/world.tokenizer --home '\(home)'"
    let result = try Program.shell(
      "printf '{\"text\":\"a\"}\\n{\"text\":\"\\377\"}\\n' | \(command)")
    expect(result, 65, "Line 2 of standard input: it is not UTF-8 text")
    #expect(result.output.split(separator: "\n").count == 1)
    expect(
      try Program.shell("\(command) < /dev/zero"), 65, "Line 1 of standard input: it is longer")
    expect(try Program.shell("\(command) < /"), 74, "Standard input cannot be read")
  }

  @Test func anArgumentThatIsNotTextIsRefused() throws {
    let result = try Program.shell(
      "\"$LLAMERO\" runs --home \"\(folder.url.path)/$(printf '\\377')\"")
    expect(result, 64, "Argument 3 is not UTF-8")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
  }

  private var home: String { folder.path("home") }

  private func imported(_ path: String) throws -> Program.Result {
    try Program.run("import", path, "--kind", "prompts", "--home", home)
  }

  /// Expects a status and one line of complaint that contains the parts.
  private func expect(_ result: Program.Result, _ status: Int32, _ parts: String...) {
    #expect(result.status == status, "\(result.errors)")
    let complaints = result.errors.split(separator: "\n").filter { $0.hasPrefix("llamero: ") }
    #expect(complaints.count == 1, "\(result.errors)")
    for part in parts { #expect(complaints.first?.contains(part) == true, "\(result.errors)") }
  }
}
