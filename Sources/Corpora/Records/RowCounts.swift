/// How many rows were read and used, and why the others were not.
package struct RowCounts: Codable, Hashable, Sendable {
  /// The rows that were read.
  package var read: Int
  /// The rows that were used.
  package var used: Int
  /// The rows that were left out, by reason.
  package var dropped: [String: Int]

  /// Creates counts, by default of nothing.
  package init(read: Int = 0, used: Int = 0, dropped: [String: Int] = [:]) {
    self.read = read
    self.used = used
    self.dropped = dropped
  }

  /// Counts one row that is used.
  package mutating func use() {
    read += 1
    used += 1
  }

  /// Counts one row that is left out for a reason.
  package mutating func drop(_ reason: String) {
    read += 1
    dropped[reason, default: 0] += 1
  }

  /// Moves one used row to those left out, as a later check may.
  package mutating func withdraw(_ reason: String) {
    used -= 1
    dropped[reason, default: 0] += 1
  }

  /// Adds the counts of another file.
  package static func += (left: inout RowCounts, right: RowCounts) {
    left.read += right.read
    left.used += right.used
    left.dropped.merge(right.dropped, uniquingKeysWith: +)
  }
}
