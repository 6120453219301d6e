import Dispatch
import Foundation
import Synchronization

/// A few threads that work through a list.
enum Workers {
  /// Does the work for each item, in order of start; the first error ends it and is thrown.
  ///
  /// Says once a minute how far it is.
  static func forEach<Item: Sendable>(
    _ items: [Item], workers: Int, _ work: @Sendable (Item, _ worker: Int) throws -> Void
  ) throws {
    let progress = Mutex(Progress(total: items.count))
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while failure.withLock({ $0 == nil }) {
        guard let index = progress.withLock({ $0.next() }) else { return }
        do {
          try work(items[index], worker)
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }
}

/// How far the work is, and when that was last said.
private struct Progress {
  let total: Int
  private var started = 0
  private let start = ContinuousClock.now
  private var minutes: Int64 = 0

  init(total: Int) { self.total = total }

  /// Returns the next index, or nil when all have been given away.
  mutating func next() -> Int? {
    let passed = (ContinuousClock.now - start).components.seconds
    if passed / 60 > minutes {
      minutes = passed / 60
      let line = "\(started) of \(total) cases in \(minutes) min\n"
      try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
    guard started < total else { return nil }
    started += 1
    return started - 1
  }
}
