import Dispatch
import Foundation
import Synchronization

/// A fixed thread pool that runs the numbered tasks of one job at a time.
///
/// The caller takes part. Which thread runs a task never affects the result; the worker number
/// serves only to select scratch memory. Idle threads spin briefly, then sleep.
final class ThreadTeam: Sendable {
  typealias Body = (_ task: Int, _ worker: Int) -> Void

  let threads: Int
  private let job: Job

  init(threads: Int) {
    self.threads = threads
    job = Job()
    for worker in 1..<max(threads, 1) {
      let thread = Thread { [job] in job.serve(worker: worker) }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit { job.end() }

  /// Runs tasks `0..<count`, each once, and returns when all are done.
  func run(_ count: Int, _ body: Body) {
    guard count > 1, threads > 1 else {
      for task in 0..<count { body(task, 0) }
      return
    }
    withoutActuallyEscaping(body) { job.share(count, $0) }
  }
}

/// The current job and the synchronisation of its workers.
///
/// A helper joins only while the job is open, and the caller waits only for helpers that joined, so
/// a thread that the system wakes late delays nobody.
private final class Job: Sendable {
  /// Long enough to bridge the gap between two products of a decoding step.
  private static let spins = 50_000
  private let callers = Mutex(())
  private let generation = Atomic<Int>(0)
  private let nextTask = Atomic<Int>(0)
  private let joined = Atomic<Int>(0)
  private let isOpen = Atomic<Bool>(false)
  private let sleepers = Atomic<Int>(0)
  private let hasEnded = Atomic<Bool>(false)
  private let wake = DispatchSemaphore(value: 0)
  nonisolated(unsafe) private var body: ThreadTeam.Body = { _, _ in }
  nonisolated(unsafe) private var count = 0

  func share(_ count: Int, _ body: @escaping ThreadTeam.Body) {
    callers.withLock { _ in
      self.body = body
      self.count = count
      nextTask.store(0, ordering: .sequentiallyConsistent)
      isOpen.store(true, ordering: .sequentiallyConsistent)
      announce()
      work(worker: 0)
      // Mirrors serve(): closes first, then waits for those that joined.
      isOpen.store(false, ordering: .sequentiallyConsistent)
      while joined.load(ordering: .sequentiallyConsistent) > 0 { pause() }
      self.body = { _, _ in }
    }
  }

  func end() {
    hasEnded.store(true, ordering: .sequentiallyConsistent)
    announce()
  }

  func serve(worker: Int) {
    var seen = 0
    while !hasEnded.load(ordering: .sequentiallyConsistent) {
      seen = awaitGeneration(after: seen)
      // Joins first, then checks: either the caller sees this helper or the helper sees the job
      // closed.
      joined.add(1, ordering: .sequentiallyConsistent)
      if isOpen.load(ordering: .sequentiallyConsistent) { work(worker: worker) }
      joined.subtract(1, ordering: .sequentiallyConsistent)
    }
  }

  private func announce() {
    generation.add(1, ordering: .sequentiallyConsistent)
    for _ in 0..<sleepers.exchange(0, ordering: .sequentiallyConsistent) { wake.signal() }
  }

  private func work(worker: Int) {
    while true {
      // Relaxed suffices for unique numbers; `isOpen` and `joined` order the memory of the job.
      let task = nextTask.add(1, ordering: .relaxed).oldValue
      if task >= count { return }
      body(task, worker)
    }
  }

  private func awaitGeneration(after seen: Int) -> Int {
    for _ in 0..<Self.spins {
      let now = generation.load(ordering: .sequentiallyConsistent)
      if now != seen { return now }
      pause()
    }
    while true {
      // Registers as a sleeper, then checks again: a job announced in between signals this thread.
      sleepers.add(1, ordering: .sequentiallyConsistent)
      let now = generation.load(ordering: .sequentiallyConsistent)
      if now != seen { return settle(now) }
      wake.wait()
      let later = generation.load(ordering: .sequentiallyConsistent)
      if later != seen { return later }
    }
  }

  /// Withdraws a registered sleep, or consumes the signal that already answered it.
  private func settle(_ now: Int) -> Int {
    var announced = sleepers.load(ordering: .sequentiallyConsistent)
    while announced > 0 {
      let exchange = sleepers.compareExchange(
        expected: announced, desired: announced - 1, ordering: .sequentiallyConsistent)
      if exchange.exchanged { return now }
      announced = exchange.original
    }
    wake.wait()
    return now
  }

  private func pause() {
    _ = nextTask.load(ordering: .relaxed)
  }
}
