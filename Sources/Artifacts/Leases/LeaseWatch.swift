/// What one process has seen of the leases of others, while it waits for them.
package struct LeaseWatch: Sendable {
  private var seen: [Int: (record: LeaseRecord, until: Int64)] = [:]

  /// Creates a watch that has seen nothing.
  package init() {}

  /// What is to be done about a lease that stands in the way.
  enum Verdict: Hashable {
    /// Its holder is gone: end it.
    case end
    /// Its holder works.
    case respect
    /// Nothing can be said yet: look again in so many nanoseconds.
    case wait(Int64)
  }

  /// Judges a lease by its standing, and by how long it has been watched without a heartbeat.
  func verdict(
    on record: LeaseRecord, _ standing: LeaseRecord.Standing, at now: LeaseMoment
  ) -> Verdict {
    switch standing {
    case .gone: return .end
    case .held: return .respect
    case .silent(let nanoseconds):
      guard let last = seen[record.token] else { return .wait(nanoseconds) }
      // A heartbeat came while it was watched, whatever machine the holder is on.
      if last.record != record { return .respect }
      let rest = last.until - now.nanoseconds
      return rest <= 0 ? .end : .wait(rest)
    }
  }

  /// Remembers a lease, and until when it is to be watched, unless a watch of it goes on.
  mutating func note(_ record: LeaseRecord, _ standing: LeaseRecord.Standing, at now: LeaseMoment) {
    guard case .silent(let nanoseconds) = standing, seen[record.token]?.record != record else {
      return
    }
    seen[record.token] = (record, now.nanoseconds + nanoseconds)
  }
}
