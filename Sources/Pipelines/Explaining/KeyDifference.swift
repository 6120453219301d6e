package import Artifacts

/// What two stages' keys do not share, followed to the stages that made their inputs.
package struct KeyDifference: Hashable, Sendable, Encodable {
  /// The name of the later stage.
  package let stage: String
  /// The run of the later stage.
  package let run: RunID
  /// The name of the earlier stage.
  package let earlierStage: String
  /// The run of the earlier stage.
  package let earlierRun: RunID
  /// The components that differ; none where one key gave two results.
  package let changes: [ComponentChange]
  /// The same for the stages that made the changed inputs; each pair of stages occurs once.
  package let upstream: [KeyDifference]
}

extension ComponentChange {
  /// The stage that made the later artifact of an input.
  package var sourceStage: String? {
    sources.after.flatMap(StageReference.init)?.stage
  }
}
