import Artifacts
import Pipelines

/// What the user is told when a run ends, and how to continue.
struct RunEnd {
  private let outcome: RunOutcome
  private let store: StoreOptions

  /// Takes how the run ended.
  init(_ outcome: RunOutcome, store: StoreOptions) {
    self.outcome = outcome
    self.store = store
  }

  /// Prints how to continue; a run that is not done is an error with its own exit status.
  func tell(isQuiet: Bool) throws {
    let run = outcome.run.text
    switch outcome {
    case .finished:
      let report = ShellText.of(["llamero", "report", run] + store.repeated)
      if isQuiet { return }
      try Console.say("Run \(run) finished.")
      try Console.say("Write its report with: \(report)")
    case .reachedStage(_, let stage):
      if isQuiet { return }
      try Console.say("Run \(run) reached stage '\(stage)'.")
      try Console.say("To continue, give the same command without --until.")
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
