/// A stage of a run as pages and reports see it.
package struct StageRecord: Codable, Hashable, Sendable {
  /// The run it belongs to.
  package let run: RunID
  /// The place in the order of execution.
  package let position: Int
  /// The name in the pipeline.
  package let name: String
  /// The kind of stage.
  package let kind: String
  /// The resolved configuration as JSON.
  package let configuration: String
  /// How far the stage is.
  package let state: RunState
  /// The key of its result, once its inputs are known.
  package let key: StageKey?
  /// Whether the run used an earlier result.
  package let skipped: Bool
  /// The seconds this run spent on it.
  package let seconds: Double
  /// Why it failed, if it did.
  package let error: String?
  /// The artifacts it made, by output.
  package let outputs: [String: ArtifactDigest]
}
