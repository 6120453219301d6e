import Foundation
import Testing

/// Two runs of different pipelines share a store, and whatever both would compute.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct ConcurrentRunTests {
  private let folder: TemporaryFolder
  private var home: String { folder.path("home") }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    // The same stages, but for the last.
    let other = TinyPipeline.text.replacing("name: tiny", with: "name: other")
      .replacing("heldOut: 0.2", with: "heldOut: 0.3")
    try folder.write(other, to: "other.yaml")
  }

  @Test func eachStageIsComputedOnceAndBothRunsFinish() throws {
    let first = try startAtTheBaseModel()
    let second = try start("other.yaml")
    #expect(second.wait { second.errors.contains("Stage 'base' waits for run ") })
    let collection = try Program.run("gc", "--home", home)
    #expect(collection.status == 74)
    #expect(collection.errors.contains("is in use (process "))
    for call in [first, second] {
      let result = call.finished()
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(second.errors.contains("base skipped: finished before"))
    try expectSoundStore()
  }

  @Test func aKilledRunsStageIsTakenOverWhereItStopped() throws {
    let first = try startAtTheBaseModel()
    let second = try start("other.yaml")
    #expect(second.wait { second.errors.contains("Stage 'base' waits for run ") })
    first.send(SIGKILL)
    #expect(first.finished().status == SIGKILL)
    let result = second.finished()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("base (pretrain) starts"))
    let run = try Program.run("run", folder.path("tiny.yaml"), "--home", home)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("base skipped: finished before"))
    try expectSoundStore()
  }

  private func start(_ file: String) throws -> Call {
    try Call(["run", folder.path(file), "--home", home])
  }

  private func startAtTheBaseModel() throws -> Call {
    let call = try start("tiny.yaml")
    try #require(call.wait { call.errors.contains("base (pretrain) starts") }, "\(call.errors)")
    return call
  }

  /// Both runs have the digests of one that was alone, as far as they are the same.
  private func expectSoundStore() throws {
    let alone = try Program.json(
      ShownRun.self, "show", "last", "--home", TinyPipeline.finished.get().home)
    let runs = try Program.run("runs", "--home", home).output
    #expect(runs.contains("tiny") && runs.contains("other"))
    let shown = try Program.json(ShownRun.self, "show", "last", "--home", home)
    let shared = alone.digests.filter { !$0.key.hasPrefix("helpful.") }
    #expect(shared.count > 5)
    for (output, digest) in shared { #expect(shown.digests[output] == digest, "\(output)") }
    let check = try Program.run("fsck", "--home", home)
    #expect(check.status == 0, "\(check.output)")
    #expect(check.output.contains("0 findings"), "\(check.output)")
  }
}
