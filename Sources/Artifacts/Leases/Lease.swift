import Foundation
import Synchronization

/// A lease of this process on a store, kept alive by a thread of its own until released.
package final class Lease: Sendable {
  /// The fencing token: every write of this holder carries it.
  package let token: Int
  /// What this holder may do.
  package let scope: LeaseScope
  private let store: ArtifactStore
  private let state = Mutex(State())
  private let released = DispatchSemaphore(value: 0)

  private struct State {
    var isLost = false
    var isCancelled = false
    var run: RunID?
  }

  /// How many seconds pass between looks at the store; every fifth is a heartbeat.
  private static let pause = 1.0

  init(token: Int, scope: LeaseScope, store: ArtifactStore) {
    self.token = token
    self.scope = scope
    self.store = store
    // Weak: a dropped lease is released by its deinit, not kept alive by its own thread.
    let thread = Thread { [weak self, released] in
      var round = 0
      while released.wait(timeout: .now() + Self.pause) == .timedOut {
        round += 1
        guard let lease = self, lease.look(beats: round % 5 == 0) else { return }
      }
    }
    thread.name = "llamero.lease"
    thread.start()
  }

  deinit { release() }

  /// Whether the run should stop: someone cancelled it, or another process took over.
  package var shouldStop: Bool { state.withLock { $0.isLost || $0.isCancelled } }

  /// Whether someone asked to stop the run for good.
  package var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Releases the lease, so that the next process need not wait.
  package func release() {
    released.signal()
    // If this write fails, the next process sees that this one is gone, or waits out the period.
    try? store.release(token)
  }

  /// Watches from now on whether this run is cancelled.
  func watch(_ run: RunID) {
    state.withLock { $0.run = run }
  }

  /// Sends a heartbeat if due, and notes what others decided; returns whether to continue.
  ///
  /// A store that cannot be read or written just now is no reason to stop: the next try may work.
  private func look(beats: Bool) -> Bool {
    let run = state.withLock { $0.run }
    if beats, (try? store.beat(token)) == false { state.withLock { $0.isLost = true } }
    if let run, (try? store.isCancelled(run)) == true { state.withLock { $0.isCancelled = true } }
    return !state.withLock { $0.isLost }
  }
}
