/// One process's hold on a run; writes are refused once another process holds the lease.
package struct RunSession: Hashable, Sendable {
  /// The run.
  package let run: RunID
  /// The number of the process's lease.
  package let token: Int
  /// Whether the run existed before this process took it.
  package let isContinued: Bool

  /// Creates a session of a run under a lease's token.
  package init(run: RunID, token: Int, isContinued: Bool) {
    (self.run, self.token, self.isContinued) = (run, token, isContinued)
  }
}
