import Artifacts
import Foundation

// What a stage shares with other runs: results that are finished, and results that will be.
extension PipelineExecution {
  /// Uses the finished result of a key; nil if there is none, or it is to be recomputed.
  func finished(_ key: StageKey, at position: Int) throws -> [String: ArtifactDigest]? {
    let name = pipeline.stages[position].name
    guard !span.isRecomputed(position), let outputs = try store.finishedOutputs(of: key),
      try store.useResult(outputs, of: key, forStage: name, in: session)
    else { return nil }
    runner.observer.observe(
      .stageSkipped(name: name, position: position, count: pipeline.stages.count))
    return outputs
  }

  /// Claims the key of a stage, once no other process computes it.
  func waitForClaim(on key: StageKey, _ stage: PipelineStage) throws {
    var watch = LeaseWatch()
    var isWaiting = false
    while true {
      do {
        guard case .other(let run) = try store.claim(key, in: session, watching: &watch) else {
          return
        }
        if !isWaiting { runner.observer.observe(.stageAwaits(name: stage.name, run: run)) }
        isWaiting = true
      } catch StoreError.busy where isWaiting {
        // The other process is writing much at once, as when it stores its result.
      }
      if runner.shouldStop() || lease.shouldStop { throw StageInterruption.stopped }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }

  /// How many seconds pass between looks at a claim of another process.
  private static let pause = 0.5
}
