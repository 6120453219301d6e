import Foundation
import Pipelines
import Testing

@testable import Artifacts

/// How fast a stage goes is read from the times of its checkpoints.
struct StagePaceTests {
  private func event(
    _ kind: EventRecord.Kind, at seconds: Double, step: Int? = nil, stage: String = "base"
  ) throws -> EventRecord {
    EventRecord(
      number: Int(seconds), run: try #require(RunID("0123456789ab")), stage: stage, token: 1,
      kind: kind, detail: step.map { ["step": "\($0)"] } ?? [:],
      createdAt: Date(timeIntervalSince1970: seconds))
  }

  @Test func theRateIsThatBetweenCheckpointsOfTheNewestStart() throws {
    // 10 steps in 4 seconds; the first start was slower and the pause after it is not counted.
    let events = try [
      event(.stageStarted, at: 0), event(.checkpointSaved, at: 10, step: 2),
      event(.checkpointSaved, at: 20, step: 4), event(.stageStopped, at: 21),
      event(.stageStarted, at: 1000), event(.checkpointSaved, at: 1003, step: 10),
      event(.checkpointSaved, at: 1005, step: 3, stage: "other"),
      event(.checkpointSaved, at: 1007, step: 20),
    ]
    let pace = try #require(StagePace(events, stage: "base"))
    #expect(pace.step == 20)
    #expect(pace.rate == 2.5)
  }

  @Test func withoutTwoCheckpointsOfAStartThereIsNoRate() throws {
    #expect(try StagePace([event(.stageStarted, at: 0)], stage: "base") == nil)
    let events = try [
      event(.stageStarted, at: 0), event(.checkpointSaved, at: 1, step: 5),
      event(.stageStarted, at: 100),
    ]
    let pace = try #require(StagePace(events, stage: "base"))
    #expect(pace.step == 5)
    #expect(pace.rate == nil)
  }
}
