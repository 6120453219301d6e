/// All leases of a store: who may write to it now.
///
/// The rules of leases are here, as functions of values; `ArtifactStore+Lease` stores them. Any
/// number of processes run pipelines at once, but whoever changes the whole store does so alone. A
/// holder silent for a whole period may lose its lease to one whom it keeps from working, even
/// while it is suspended: every write names its token, and that of an ended lease is refused.
package struct LeaseBook: Hashable, Sendable {
  /// The greatest token ever given.
  package private(set) var newest: Int
  /// The leases that have not ended, by token.
  package private(set) var held: [Int: LeaseRecord]

  /// Creates the book of a store that nobody ever worked on, or one with the leases of another.
  package init(newest: Int = 0, held: [LeaseRecord] = []) {
    self.held = held.reduce(into: [:]) { $0[$1.token] = $1 }
    // Never below a token in use, whatever a damaged row says.
    self.newest = max(newest, held.map(\.token).max() ?? 0)
  }

  /// Whether writes under the token count.
  package func admits(_ token: Int) -> Bool { held[token] != nil }

  /// The leases that keep one of a scope from being taken, oldest first.
  package func obstacles(to scope: LeaseScope) -> [LeaseRecord] {
    held.values.filter { scope == .store || $0.scope == .store }.sorted { $0.token < $1.token }
  }

  /// Gives a lease, which nothing may stand in the way of; returns its token.
  package mutating func give(
    _ scope: LeaseScope, to owner: LeaseOwner, at now: LeaseMoment
  ) -> Int {
    newest += 1
    held[newest] = LeaseRecord(token: newest, scope: scope, owner: owner, beat: now)
    return newest
  }

  /// Notes a heartbeat; returns false if the lease has ended.
  package mutating func beat(_ token: Int, at now: LeaseMoment) -> Bool {
    guard var record = held[token] else { return false }
    record.beat = now
    record.beats += 1
    held[token] = record
    return true
  }

  /// Ends a lease: its holder released it, or is gone.
  package mutating func end(_ token: Int) { held[token] = nil }
}
