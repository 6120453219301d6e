import Foundation

/// What PPO holds beside its optimizers: the whole of it is in every checkpoint.
struct PPOState: Codable {
  /// The best evaluation so far.
  var evaluations: BestEvaluation
  /// The iteration under way, between its rollout and its last update.
  var iteration: PPOIteration?

  /// The state as bytes.
  func bytes() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(self)
  }

  /// Reads the state from bytes.
  init(bytes: Data) throws {
    self = try PropertyListDecoder().decode(PPOState.self, from: bytes)
  }

  /// Creates the state before the first evaluation.
  init(patience: Int) { evaluations = BestEvaluation(patience: patience) }
}

/// An iteration of PPO between its rollout and its last update.
struct PPOIteration: Codable {
  /// The iteration's answers, with what the updates need of them.
  var rollout: Rollout
  /// What the updates so far add up to.
  var health = UpdateHealth()

  init(rollout: Rollout) { self.rollout = rollout }
}
