/// States in words.
package enum StateText {
  /// Returns the state of a run or stage in words.
  package static func words(for state: String) -> String {
    state == "waitingForPeople" ? "waiting for people" : state
  }
}
