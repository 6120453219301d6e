import Artifacts
import Foundation
import Testing

struct ComputationTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private let key = StageKey(hashing: "work")
  private var store: ArtifactStore { temporary.store }

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("work"), stage: "first", in: session)
  }

  private func point(_ step: Int, _ value: Double = 1) -> MetricPoint {
    MetricPoint(name: "loss", step: step, value: value)
  }

  private func save(_ step: Int, _ text: String) throws {
    try store.saveCheckpoint(
      try temporary.folder(["state": text]), at: CheckpointPlace(step: step),
      metrics: [point(step)], of: key, stage: "first", in: session)
  }

  private func finish(_ text: String = "result") throws -> [String: ArtifactDigest] {
    let folder = try temporary.folder(["file": text])
    let work = FinishedWork(
      outputs: ["model": (folder, "model")],
      sections: [ReportSection(title: "Loss", items: [.prose("It fell.")])],
      metrics: [point(9, .nan)], seconds: 2)
    return try store.finish(key, stage: "first", with: work, in: session)
  }

  @Test func finishedWorkIsFoundByItsKey() throws {
    let outputs = try finish()
    let reader = try temporary.reopened()
    #expect(try reader.finishedOutputs(of: key) == outputs)
    #expect(try reader.sections(of: key).map(\.title) == ["Loss"])
    #expect(try reader.metrics(of: key).count == 1)
    #expect(try reader.metrics(of: key)[0].value.isNaN)
    let stage = try reader.stages(of: session.run)[0]
    #expect(stage.state == .finished)
    #expect(stage.outputs == outputs)
    #expect(stage.seconds == 2)
    #expect(!stage.skipped)
  }

  @Test func resultWithDamagedBytesIsNoResult() throws {
    let outputs = try finish()
    let digest = try #require(outputs["model"])
    try store.artifact(digest).url("file").flipBit()
    #expect(try temporary.reopened().finishedOutputs(of: key) == nil)
    #expect(try finish() == outputs)
    #expect(try temporary.reopened().finishedOutputs(of: key) == outputs)
  }

  @Test func beginningWithoutACheckpointForgetsEarlierMetrics() throws {
    try save(1, "one")
    try store.begin(computation("work"), stage: "first", in: session)
    #expect(try store.metrics(of: key).count == 1)
    try store.discard(key, in: session)
    try store.begin(computation("work"), stage: "first", in: session)
    #expect(try store.metrics(of: key).isEmpty)
  }

  @Test func failedCommitLeavesNoRows() throws {
    let newer = try temporary.startRun(plan())
    #expect(throws: StoreError.lostRun(run: newer.run.text)) { try finish() }
    #expect(try store.finishedOutputs(of: key) == nil)
    #expect(try temporary.texts("SELECT digest FROM artifact").isEmpty)
  }

  @Test func lineageLeadsFromAnArtifactToItsMakersAndUsers() throws {
    let digest = try #require(try finish()["model"])
    let user = computation("user", inputs: ["model": [digest.hexadecimal]])
    try store.begin(user, stage: "first", in: session)
    #expect(try store.producers(of: digest) == [key])
    #expect(try store.consumers(of: digest) == [user.key])
    #expect(try store.computation(of: user.key) == user)
  }

  @Test func stageThatUsesAnEarlierResultIsMarked() throws {
    let outputs = try finish()
    try store.setState(of: session, to: .finished)
    let next = try temporary.startRun(plan())
    #expect(try !store.useResult([:], of: key, forStage: "first", in: next))
    #expect(try store.useResult(outputs, of: key, forStage: "first", in: next))
    let stage = try store.stages(of: next.run)[0]
    #expect(stage.skipped)
    #expect(stage.state == .finished)
    #expect(stage.outputs == outputs)
    #expect(stage.seconds == 0)
  }
}
