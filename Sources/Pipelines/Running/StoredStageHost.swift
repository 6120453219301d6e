import Artifacts
import Foundation

/// Connects a stage's context to the store and to the observer.
struct StoredStageHost: StageHost {
  let runner: Runner
  let session: RunSession
  let stage: String
  let key: StageKey
  let lease: Lease

  var shouldStop: Bool { runner.shouldStop() || lease.shouldStop }

  func latestCheckpoint() throws -> StageCheckpoint? {
    try runner.store.checkpoint(of: key, stage: stage, in: session)
  }

  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws {
    let isExpected = try runner.store.saveCheckpoint(
      folder, at: place, metrics: metrics, of: key, stage: stage, in: session)
    runner.observer.observe(.checkpointed(stage: stage, place))
    if !isExpected { runner.observer.observe(.trailDiffers(stage: stage, place)) }
  }

  func ask(_ questions: [Question], as plan: AskingPlan) throws -> [Answer] {
    try runner.store.answers(in: runner.store.ask(questions, as: plan, for: key, in: session))
  }

  func noteOtherArithmetic(before: String, now: String) throws {
    try runner.store.noteOtherArithmetic(before: before, now: now, stage: stage, in: session)
    runner.observer.observe(.arithmeticChanged(stage: stage, before: before, now: now))
  }

  func progress(_ progress: StageProgress) {
    runner.observer.observe(.progress(progress))
  }
}
