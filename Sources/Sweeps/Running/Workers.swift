import Dispatch
import Synchronization

/// A few threads that work through a list.
enum Workers {
  /// Does the work for each item, in order of start; the first error ends it and is thrown.
  static func forEach<Item: Sendable>(
    _ items: [Item], workers: Int, _ work: @Sendable (Item, _ worker: Int) throws -> Void
  ) throws {
    let next = Mutex(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while failure.withLock({ $0 == nil }) {
        let index = next.withLock { index in
          defer { index += 1 }
          return index
        }
        guard index < items.count else { return }
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
