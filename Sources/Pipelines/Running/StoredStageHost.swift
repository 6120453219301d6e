import Artifacts
import Foundation

/// Gives a stage's context the store and the person who watches.
struct StoredStageHost: StageHost {
  let runner: Runner
  let session: RunSession
  let stage: String
  let key: StageKey

  var collection: String { runner.store.collection(of: key) }
  var shouldStop: Bool { runner.shouldStop() }

  func latestCheckpoint() throws -> StageCheckpoint? {
    try runner.store.checkpoint(of: key)
  }

  func saveCheckpoint(_ folder: URL, step: Int, metrics: [MetricPoint]) throws {
    try runner.store.saveCheckpoint(folder, step: step, metrics: metrics, of: key, in: session)
    runner.observer.observe(.checkpointed(stage: stage, step: step))
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
