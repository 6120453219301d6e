/// One process's hold on a run; writes with an older fence are refused.
package struct RunSession: Hashable, Sendable {
  /// The run.
  package let run: RunID
  /// The number that the next process to take the run exceeds.
  package let fence: Int
  /// Whether the run existed before this process took it.
  package let isContinued: Bool
}
