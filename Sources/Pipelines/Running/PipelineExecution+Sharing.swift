import Artifacts
import Foundation

// What a stage shares with other runs: results that are finished, and results that will be.
extension PipelineExecution {
  /// Uses the finished result of a key; nil if there is none, or it is to be recomputed.
  func finished(_ key: StageKey, at position: Int) throws -> [String: ArtifactDigest]? {
    guard !span.isRecomputed(position), let outputs = try store.finishedOutputs(of: key) else {
      return nil
    }
    let name = pipeline.stages[position].name
    try store.useResult(of: key, forStage: name, in: session)
    runner.observer.observe(
      .stageSkipped(name: name, position: position, count: pipeline.stages.count))
    return outputs
  }

  /// Claims the key of a stage, once no other process computes it; returns whether one did.
  func waitForClaim(on key: StageKey, _ stage: PipelineStage) throws -> Bool {
    var watch = LeaseWatch()
    var isWaiting = false
    while true {
      guard case .other(let run) = try store.claim(key, in: session, watching: &watch) else {
        return isWaiting
      }
      if !isWaiting { runner.observer.observe(.stageAwaits(name: stage.name, run: run)) }
      isWaiting = true
      if runner.shouldStop() || lease.shouldStop { throw StageInterruption.stopped }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }

  /// How many seconds pass between looks at a claim of another process.
  private static let pause = 0.5
}
