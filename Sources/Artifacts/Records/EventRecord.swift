package import Foundation

/// Something that happened in a run, as `logs` and `explain` read it.
package struct EventRecord: Codable, Hashable, Sendable {
  /// What can happen.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    case runStarted, runContinued, runFinished, runReachedStage, runStopped, runFailed, runWaits
    case runCancelled, runKilled
    case stageStarted, stageSkipped, stageFinished, stageStopped, stageFailed, stageWaits
    case checkpointSaved, checkpointDamaged, resultDamaged, trailDiffers, arithmeticChanged
  }

  /// The place in the order of all events of the store.
  package let number: Int
  /// The run.
  package let run: RunID
  /// The stage, if it is about one.
  package let stage: String?
  /// The token of the process that wrote it: each process that takes the store has a greater one.
  package let token: Int
  /// What happened.
  package let kind: Kind
  /// The particulars by name, such as `key`, `cause`, `step`, `digest`, `seconds` or `error`.
  package let detail: [String: String]
  /// When it happened.
  package let createdAt: Date
}

/// Why a stage had to be computed, as far as the store alone can tell.
package enum StartCause: String, Codable, CaseIterable, Sendable {
  /// Its key was never computed before.
  case new
  /// Someone asked for it with `--from`.
  case forced
  /// A finished result had lost bytes, or they were wrong.
  case damaged
  /// It goes on from a checkpoint.
  case resumed
  /// An earlier attempt ended before its first checkpoint, or failed.
  case unfinished
  /// Its result was removed to free space.
  case collected
}
