package import Artifacts
package import Foundation

/// What a stage's context asks of the process that runs it.
package protocol StageHost: Sendable {
  /// Returns where the stage goes on, if it was interrupted.
  func latestCheckpoint() throws -> StageCheckpoint?
  /// Stores the files of a checkpoint and the metrics up to it.
  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws
  /// Puts questions before people, and returns the judgements of them so far.
  func ask(_ questions: [Question]) throws -> [Answer]
  /// Notes that the stage goes on from a checkpoint that other arithmetic made.
  func noteOtherArithmetic(before: String, now: String) throws
  /// Tells how far the stage is.
  func progress(_ progress: StageProgress)
  /// Whether the person asked to stop.
  var shouldStop: Bool { get }
}
