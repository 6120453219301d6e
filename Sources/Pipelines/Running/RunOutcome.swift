package import Artifacts

/// How a run ended without an error.
package enum RunOutcome: Hashable, Sendable {
  case finished(RunID)
  /// The stage named last was asked for with `until`; later ones are still to run.
  case reachedStage(RunID, stage: String)
  /// The user asked to stop before or during the stage.
  case stopped(RunID, stage: String)
  case waitingForPeople(RunID, stage: String, reason: String)
  /// Someone cancelled the run.
  case cancelled(RunID)

  /// The run.
  package var run: RunID {
    switch self {
    case .finished(let run), .cancelled(let run), .reachedStage(let run, _), .stopped(let run, _),
      .waitingForPeople(let run, _, _):
      run
    }
  }
}
