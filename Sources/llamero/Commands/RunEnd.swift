import Artifacts
import Pipelines

/// What a person is told when a run ends, and how to go on.
struct RunEnd {
  private let outcome: RunOutcome
  private let store: StoreOptions

  /// Takes how the run ended.
  init(_ outcome: RunOutcome, store: StoreOptions) {
    self.outcome = outcome
    self.store = store
  }

  /// Prints how to go on; a run that is not done is an error with its own exit status.
  func tell(isQuiet: Bool) throws {
    let run = outcome.run.text
    switch outcome {
    case .finished:
      let report = ShellText.of(["llamero", "report", run] + store.repeated)
      if !isQuiet { try Console.say("Run \(run) finished.\nMake its report with: \(report)") }
    case .reachedStage(_, let stage):
      if !isQuiet {
        try Console.say(
          "Run \(run) reached stage '\(stage)'.\nGo on with the same command without --until.")
      }
    case .stopped(_, let stage):
      throw CommandFailure.stopped(run: run, stage: stage, command: ShellText.typedCommand)
    case .cancelled:
      throw CommandFailure.cancelled(run: run, command: ShellText.typedCommand)
    case .waitingForPeople(_, _, let reason):
      throw CommandFailure.waiting(
        run: run, reason: reason, serve: ShellText.of(["llamero", "serve"] + store.repeated),
        command: ShellText.typedCommand)
    }
  }
}
