import Foundation
import Testing

/// A run can be killed or stopped at any instant and continues to the same bytes.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct InterruptionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func aKilledRunContinuesToTheSameBytes() throws {
    let call = try start()
    try #require(waitForCheckpoint(call), "\(call.errors)")
    let second = try Program.run("run", pipeline, "--home", home)
    #expect(second.status == 74, "\(second.errors)")
    #expect(second.errors.contains("of this pipeline is at work (process "))
    call.send(SIGKILL)
    #expect(call.finished().status == SIGKILL)
    let interrupted = try shown()
    #expect(interrupted.state == "interrupted")

    // None of these options changes a byte.
    let result = try Program.run(
      "run", pipeline, "--home", home, "--threads", "1", "--gradient-checkpointing", "--paranoid")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("resumes after step"))
    #expect(result.errors.contains("world skipped"))
    try expectSameBytes()
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aStoppedRunSaysHowToGoOn(signal: Int32) throws {
    let call = try start()
    try #require(waitForCheckpoint(call), "\(call.errors)")
    call.send(signal)
    let stopped = call.finished()
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("Stopping after this step"))
    #expect(stopped.errors.contains("resume with: llamero run \(pipeline) --home \(home)"))
    #expect(try shown().state == "interrupted")

    let result = try Program.run("run", pipeline, "--home", home)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("resumes after step"))
    try expectSameBytes()
  }

  @Test func aFinishedRunIsSkippedAsAWhole() throws {
    let finished = try TinyPipeline.finished.get()
    let result = try Program.run("run", finished.folder.path("tiny.yaml"), "--home", finished.home)
    #expect(result.status == 0)
    let shown = try Program.json(ShownRun.self, "show", "last", "--home", finished.home)
    #expect(shown.stages.filter(\.skipped).map(\.name) == shown.stages.map(\.name))
  }

  private var home: String { folder.path("home") }
  private var pipeline: String { folder.path("tiny.yaml") }

  private func start() throws -> Call {
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    return try Call(["run", pipeline, "--home", home])
  }

  /// Waits until the base model's stage has saved two checkpoints.
  ///
  /// The first one's bytes are removed when the second is in force: no other stage does that.
  private func waitForCheckpoint(_ call: Call) -> Bool {
    guard call.wait(until: { call.errors.contains("base (pretrain) starts") }) else { return false }
    var seen = blobs
    return call.wait {
      let present = blobs
      seen.formUnion(present)
      return seen != present
    }
  }

  private var blobs: Set<String> {
    let names = FileManager.default.enumerator(atPath: home + "/blobs")
    return Set((names?.compactMap { $0 as? String } ?? []).filter { $0.count > 64 })
  }

  private func shown() throws -> ShownRun {
    try Program.json(ShownRun.self, "show", "last", "--home", home)
  }

  private func expectSameBytes() throws {
    let uninterrupted = try Program.json(
      ShownRun.self, "show", "last", "--home", TinyPipeline.finished.get().home)
    let shown = try shown()
    #expect(shown.state == "finished")
    #expect(shown.digests.count > 8)
    #expect(shown.digests == uninterrupted.digests)
    let stores = [home, try TinyPipeline.finished.get().home]
    let reports = try stores.map { try report(of: shown.run, in: $0) }
    #expect(reports[0] == reports[1])
  }

  /// Returns the page and the JSON that `report` writes of the run.
  private func report(of run: String, in home: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let page = folder.path("run.html")
    let result = try Program.run("report", run, "-o", page, "--home", home)
    try #require(result.status == 0, "\(result.errors)")
    return ["run.html", "run.json"].map(folder.text)
  }
}
