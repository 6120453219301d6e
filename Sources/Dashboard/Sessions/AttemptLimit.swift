import Foundation
import Synchronization

/// Limits how often invitations may be tried without success, by everybody together.
///
/// A secret of 256 bits cannot be guessed; the limit keeps those who try from costing anything.
final class AttemptLimit: Sendable {
  /// How many failures are answered in a minute.
  static let mostFailures = 30

  private struct State {
    var minute = 0
    var failures = 0
  }

  private let state = Mutex(State())

  /// Notes a failure; returns whether there were too many in this minute.
  func isExceeded(byFailureAt time: Date) -> Bool {
    state.withLock { state in
      let minute = Int(time.timeIntervalSince1970 / 60)
      if state.minute != minute { state = State(minute: minute) }
      state.failures += 1
      return state.failures > Self.mostFailures
    }
  }
}
