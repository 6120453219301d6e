package import Artifacts
package import Foundation

/// What a stage's context asks of the process that runs it.
package protocol StageHost: Sendable {
  /// Returns where the stage resumes, if it was interrupted.
  func latestCheckpoint() throws -> StageCheckpoint?
  /// Stores the files of a checkpoint and the metrics up to it.
  func saveCheckpoint(_ folder: URL, at place: CheckpointPlace, metrics: [MetricPoint]) throws
  /// Publishes questions, each to several annotators, and returns the judgements made so far.
  func ask(_ questions: [Question], as plan: AskingPlan) throws -> [Answer]
  /// Logs that the stage resumes from a checkpoint made with different arithmetic.
  func noteOtherArithmetic(before: String, now: String) throws
  /// Reports progress.
  func progress(_ progress: StageProgress)
  /// Whether the user asked to stop.
  var shouldStop: Bool { get }
}
