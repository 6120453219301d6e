package import Artifacts
package import Foundation

/// What a stage's context asks of the process that runs it.
package protocol StageHost: Sendable {
  /// The collection that the stage's questions belong to.
  var collection: String { get }
  /// Returns where the stage goes on, if it was interrupted.
  func latestCheckpoint() throws -> StageCheckpoint?
  /// Stores the files of a checkpoint and the metrics up to it.
  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws
  /// Puts questions before people.
  func publish(_ questions: [Question]) throws
  /// Returns the judgements so far.
  func answers() throws -> [Answer]
  /// Tells how far the stage is.
  func progress(_ progress: StageProgress)
  /// Whether the person asked to stop.
  var shouldStop: Bool { get }
}
