import Foundation
import Synchronization

/// The right to run pipelines on a store, kept alive by a thread of its own until it is released.
package final class Lease: Sendable {
  /// The number that every write of this holder names.
  package let token: Int
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

  init(token: Int, store: ArtifactStore) {
    self.token = token
    self.store = store
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

  /// Gives the right back; the next process need not wait.
  package func release() {
    released.signal()
    try? store.release(token)
  }

  /// From now on looks whether this run was cancelled.
  func watch(_ run: RunID) {
    state.withLock { $0.run = run }
  }

  /// Beats if it is time to, and notes what others decided; returns whether to go on looking.
  ///
  /// A store that cannot be read or written just now is no reason to stop: the next look may do.
  private func look(beats: Bool) -> Bool {
    let run = state.withLock { $0.run }
    if beats, (try? store.beat(token)) == false { state.withLock { $0.isLost = true } }
    if let run, (try? store.isCancelled(run)) == true { state.withLock { $0.isCancelled = true } }
    return !state.withLock { $0.isLost }
  }
}
