import Artifacts

/// What the event log says about a stage of a run: each time it started, and why.
struct StageHistory {
  /// One start of the stage.
  struct Start: Hashable {
    /// The key it started on.
    let key: String
    /// Why it had to be computed.
    let cause: StartCause
    /// The step of the newest checkpoint that this run had saved before.
    let step: Int?
    /// How the start before it in this run ended.
    let previous: RunState?
  }

  /// A change of arithmetic between a checkpoint and the process that resumed from it.
  struct ArithmeticChange: Hashable {
    let before: String
    let now: String
  }

  let starts: [Start]
  /// The changes of arithmetic, in order.
  let arithmeticChanges: [ArithmeticChange]
  /// The step of the newest checkpoint.
  let lastStep: Int?

  /// Reads the events of a run in order.
  init(_ events: [EventRecord], stage: String) {
    var starts: [Start] = []
    var step: Int?
    var ended: RunState?
    var changes: [ArithmeticChange] = []
    for event in events where event.stage == stage {
      switch event.kind {
      case .arithmeticChanged:
        changes.append(
          ArithmeticChange(before: event.detail["before"] ?? "", now: event.detail["now"] ?? ""))
      case .checkpointSaved: step = event.detail["step"].flatMap { Int($0) }
      case .stageFailed: ended = .failed
      case .stageWaits: ended = .waitingForPeople
      case .stageFinished: ended = .finished
      case .stageStarted:
        guard let key = event.detail["key"],
          let cause = event.detail["cause"].flatMap(StartCause.init)
        else { continue }
        starts.append(
          Start(
            key: key, cause: cause, step: step, previous: starts.isEmpty ? nil : ended))
        // A killed process logs nothing, so a missing end means that it was interrupted.
        ended = .interrupted
      default: break
      }
    }
    self.starts = starts
    arithmeticChanges = changes
    lastStep = step
  }
}
