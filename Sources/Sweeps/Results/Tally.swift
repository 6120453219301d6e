import Foundation
import Synchronization

/// Counts what a sweep tried and what failed, from several threads.
final class Tally: Sendable {
  /// The counts so far.
  struct Counts: Sendable {
    /// How often something was disturbed.
    var cases = 0
    /// The failures, a sentence each.
    var failures: [String] = []
    /// Other counts, by name.
    var notes: [String: Int] = [:]
  }

  private let counts = Mutex(Counts())

  var value: Counts { counts.withLock { $0 } }

  /// Counts a case and what was wrong with it; tells the person about the first failures.
  func count(_ name: String, _ faults: [String]) {
    let total = counts.withLock { counts in
      counts.cases += 1
      if !faults.isEmpty { counts.failures.append("\(name): \(faults.joined(separator: "; "))") }
      return counts.failures.count
    }
    guard !faults.isEmpty, total <= 200 else { return }
    let line = "FAILED \(name): \(faults.joined(separator: "; "))\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }

  /// Adds to a count of its own.
  func note(_ name: String, _ number: Int = 1) {
    counts.withLock { $0.notes[name, default: 0] += number }
  }
}
