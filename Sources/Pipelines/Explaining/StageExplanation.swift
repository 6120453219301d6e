package import Artifacts

/// Why a stage of a run ran or was skipped; the keys of its JSON are a promise.
package struct StageExplanation: Hashable, Sendable, Encodable {
  /// What became of the stage.
  package enum Outcome: String, Sendable, Encodable {
    case ran, skipped, notStarted
  }

  /// The name of the stage.
  package let stage: String
  /// The kind of the stage.
  package let kind: String
  /// How far it is.
  package let state: RunState
  /// The key of its result, once its inputs are known.
  package let key: StageKey?
  /// What became of it.
  package let outcome: Outcome
  /// The reasons, the first one first.
  package let causes: [Cause]

  init(_ record: StageRecord, _ outcome: Outcome, _ causes: [Cause]) {
    stage = record.name
    kind = record.kind
    state = record.state
    key = record.key
    self.outcome = outcome
    self.causes = causes
  }
}

/// Why the stages of a run ran or were skipped; the keys of its JSON are a promise.
package struct RunExplanation: Hashable, Sendable, Encodable {
  /// The name of the run.
  package let run: RunID
  /// The name of the pipeline.
  package let pipeline: String
  /// How far the run is.
  package let state: RunState
  /// The stages in order of execution.
  package let stages: [StageExplanation]
}
