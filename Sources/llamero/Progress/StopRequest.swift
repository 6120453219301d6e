import Dispatch
import Glibc
import Synchronization

/// Ctrl-C or SIGTERM: the first asks the run to stop, the second ends the program at once.
final class StopRequest: Sendable {
  private let count: Counter
  nonisolated(unsafe) private let sources: [any DispatchSourceSignal]

  /// Listens from now on; `notice` is called at the first signal.
  init(notice: @escaping @Sendable () -> Void) {
    let count = Counter()
    self.count = count
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        // Finished work is durable at any instant, so nothing needs cleaning up.
        if count.increment() > 1 { _exit(ExitStatus.stopped.rawValue) }
        notice()
      }
      source.resume()
      return source
    }
  }

  /// Whether the user wants to stop.
  var isMade: Bool { count.value > 0 }

  /// Gives the signals their usual meaning again.
  func cancel() {
    for source in sources { source.cancel() }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }

  private final class Counter: Sendable {
    private let number = Atomic(0)
    var value: Int { number.load(ordering: .relaxed) }
    func increment() -> Int { number.add(1, ordering: .relaxed).newValue }
  }
}
