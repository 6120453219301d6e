import Artifacts
import Foundation
import Testing

struct CheckpointTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private let key = StageKey(hashing: "work")
  private var store: ArtifactStore { temporary.store }

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("work"), stage: "first", in: session)
  }

  @discardableResult
  private func save(_ step: Int, _ text: String, part: Int = 0) throws -> Bool {
    try store.saveCheckpoint(
      try temporary.folder(["state": text]), at: CheckpointPlace(step: step, part: part),
      metrics: [MetricPoint(name: "loss", step: step, value: 1)], of: key, stage: "first",
      in: session)
  }

  private func newest(_ store: ArtifactStore? = nil) throws -> StageCheckpoint? {
    try (store ?? self.store).checkpoint(of: key, stage: "first", in: session)
  }

  private func kinds() throws -> [EventRecord.Kind] {
    try store.events(of: session.run).map(\.kind)
  }

  @Test func newestIsUsedAndTheLastTwoAreKept() throws {
    for step in 1...4 { try save(step, "state \(step)") }
    let checkpoint = try #require(try newest())
    #expect(checkpoint.place == CheckpointPlace(step: 4))
    #expect(try checkpoint.folder.url("state").text == "state 4")
    #expect(try temporary.blobFiles().count == 2)
  }

  @Test func damagedOneIsNamedAndTheOneBeforeIsUsedWithItsMetrics() throws {
    for step in 1...3 { try save(step, "state \(step)") }
    try #require(try newest()).folder.url("state").flipBit()
    let reader = try temporary.reopened()
    #expect(try newest(reader)?.place.step == 2)
    #expect(try reader.metrics(of: key).map(\.step) == [1, 2])
    let damage = try #require(
      try reader.events(of: session.run).first { $0.kind == .checkpointDamaged })
    #expect(damage.detail["file"] == "state" && damage.detail["step"] == "3")
    #expect(damage.stage == "first")
  }

  @Test func withoutAnIntactOneTheWorkStartsAnew() throws {
    try save(1, "one")
    try #require(try newest()).folder.url("state").flipBit()
    let reader = try temporary.reopened()
    #expect(try newest(reader) == nil)
    #expect(try reader.metrics(of: key).isEmpty)
  }

  @Test func placeInsideAStepIsKept() throws {
    try save(2, "after the rollout", part: 1)
    #expect(try newest()?.place == CheckpointPlace(step: 2, part: 1))
  }

  @Test func equalOnesShareTheirBytes() throws {
    try save(1, "same")
    try save(2, "same")
    #expect(try newest()?.place.step == 2)
    #expect(try newest(temporary.reopened())?.folder.url("state").text == "same")
  }

  @Test func otherNumbersAtTheSamePlaceAreNoticed() throws {
    #expect(try save(1, "one"))
    #expect(try save(2, "two"))
    #expect(try save(2, "two"))
    #expect(try !kinds().contains(.trailDiffers))
    #expect(try !save(2, "not two"))
    #expect(try kinds().suffix(2) == [.checkpointSaved, .trailDiffers])
  }

  @Test func theyGoWhenTheWorkIsFinished() throws {
    try save(1, "one")
    let work = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": "result"]), "model")], sections: [],
      metrics: [MetricPoint(name: "loss", step: 9, value: .nan)], seconds: 2)
    let outputs = try store.finish(key, stage: "first", with: work, in: session)
    #expect(try newest() == nil)
    #expect(try temporary.blobFiles().count == 1)
    #expect(try store.finishedOutputs(of: key) == outputs)
    #expect(try store.metrics(of: key).map(\.step) == [1, 9])
  }
}
