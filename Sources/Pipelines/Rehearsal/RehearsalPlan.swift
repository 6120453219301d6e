/// How a stage is rehearsed: how many checkpoints it takes, and where its process is killed.
package struct RehearsalPlan: Hashable, Sendable {
  /// Where a rehearsal kills its own process.
  package enum Kill: Hashable, Sendable {
    /// In the work that follows a number of checkpoints.
    case afterCheckpoint(Int)
    /// While the files of the checkpoint after a number of others are written.
    case insideCheckpoint(Int)
  }

  /// The number of checkpoints after which the stage stops.
  package var checkpoints: Int
  /// Where the process is killed, if it is.
  package var kill: Kill?

  /// Creates a plan.
  package init(checkpoints: Int, kill: Kill? = nil) {
    (self.checkpoints, self.kill) = (checkpoints, kill)
  }
}
