import Artifacts
import Foundation
import Logging
import Synchronization

/// A machine whose clock, processes and sleep a test decides about.
final class ToyMachine: Sendable {
  private struct State {
    var boot = "boot 1"
    var nanoseconds: Int64 = 1_000_000_000
    var slept = 0.0
    var areProcessesAlive = true
    var whileAsleep: (@Sendable () throws -> Void)?
  }

  private let name: String
  private let state = Mutex(State())

  init(name: String = "near") { self.name = name }

  /// How many seconds were slept.
  var slept: Double { state.withLock { $0.slept } }

  func pass(seconds: Double) {
    state.withLock { $0.nanoseconds += Int64(seconds * 1e9) }
  }

  func kill() { state.withLock { $0.areProcessesAlive = false } }

  func reboot() {
    state.withLock {
      $0.boot = "boot 2"
      $0.nanoseconds = 5
    }
  }

  func whileAsleep(_ work: @escaping @Sendable () throws -> Void) {
    state.withLock { $0.whileAsleep = work }
  }

  var surroundings: LeaseSurroundings {
    LeaseSurroundings(
      now: { self.state.withLock { LeaseMoment(boot: $0.boot, nanoseconds: $0.nanoseconds) } },
      owner: { [name] command, since in
        LeaseOwner(
          process: 7, started: 1, namespace: "pid", machine: name, command: command, since: since)
      },
      isAlive: { [name] owner in
        owner.machine == name ? self.state.withLock { $0.areProcessesAlive } : nil
      },
      sleep: { seconds in
        let work = self.state.withLock { state in
          state.slept += seconds
          state.nanoseconds += Int64(seconds * 1e9)
          return state.whileAsleep
        }
        try? work?()
      })
  }
}

extension TemporaryStore {
  /// Opens the store as a process on a machine would.
  func opened(on machine: ToyMachine, now: Date = Date()) throws -> ArtifactStore {
    try ArtifactStore(
      home: home, logger: Logger(label: "test"), now: { now }, in: machine.surroundings)
  }
}
