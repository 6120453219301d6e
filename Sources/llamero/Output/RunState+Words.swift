import Artifacts

extension RunState {
  /// The state as a person reads it.
  var words: String {
    self == .waitingForPeople ? "waiting for people" : rawValue
  }
}
