import Artifacts
import Foundation

/// Gives a stage's context the store and the person who watches.
struct StoredStageHost: StageHost {
  let runner: Runner
  let session: RunSession
  let stage: String
  let key: StageKey
  let lease: Lease

  var collection: String { runner.store.collection(of: key) }
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

  func publish(_ questions: [Question]) throws {
    try runner.store.publish(questions, of: key, in: session)
  }

  func answers() throws -> [Answer] {
    try runner.store.answers(in: collection)
  }

  func progress(_ progress: StageProgress) {
    runner.observer.observe(.progress(progress))
  }
}
