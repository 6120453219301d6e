/// A stage of a run that had a key.
package struct StageUse: Codable, Hashable, Sendable {
  /// The run.
  package let run: RunID
  /// The name of the stage.
  package let stage: String
  /// The key.
  package let key: StageKey
  /// How far the stage is.
  package let state: RunState
  /// Whether it used a result that was there.
  package let skipped: Bool

  /// Creates a use.
  package init(run: RunID, stage: String, key: StageKey, state: RunState, skipped: Bool) {
    self.run = run
    self.stage = stage
    self.key = key
    self.state = state
    self.skipped = skipped
  }
}
