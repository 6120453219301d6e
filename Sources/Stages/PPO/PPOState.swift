import Foundation

/// PPO's state beyond its optimizers; every checkpoint holds all of it.
struct PPOState: Codable {
  /// The best evaluation so far.
  var evaluations: BestEvaluation
  /// The iteration in progress, between its rollout and its last update.
  var iteration: PPOIteration?

  /// The serialized state.
  func bytes() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(self)
  }

  /// Restores the state from its serialized form.
  init(bytes: Data) throws {
    self = try PropertyListDecoder().decode(PPOState.self, from: bytes)
  }

  /// Creates the state before the first evaluation.
  init(patience: Int) { evaluations = BestEvaluation(patience: patience) }
}

/// An iteration of PPO between its rollout and its last update.
struct PPOIteration: Codable {
  /// The iteration's responses with all that its updates need.
  var rollout: Rollout
  /// Statistics of the updates so far.
  var health = UpdateHealth()

  init(rollout: Rollout) { self.rollout = rollout }
}
