/// The lease of a store: a fencing token that grows with every holder, and a heartbeat.
///
/// All rules are here, as functions of the record and the moment; `ArtifactStore+Lease` stores it.
/// A holder silent for a whole period may be replaced at any time, even while it is suspended:
/// every write carries the token, and a token that is no longer the newest is refused.
package struct LeaseRecord: Hashable, Sendable {
  /// How long a silent holder keeps the lease, in nanoseconds.
  package static let period: Int64 = 15_000_000_000
  /// The longest pause between two heartbeats of a healthy holder, in nanoseconds.
  package static let longestPause: Int64 = 6_500_000_000

  /// The number of the present or last holder; 0 before the first.
  package var token = 0
  /// The present or last holder.
  package var owner: LeaseOwner?
  /// The last heartbeat.
  package var beat = LeaseMoment(boot: "", nanoseconds: 0)
  /// The number of heartbeats.
  package var beats = 0
  /// Whether the holder has not released the lease.
  package var isHeld = false

  /// Creates the record of a lease that nobody ever held.
  package init() {}

  init(token: Int, owner: LeaseOwner?, beat: LeaseMoment, beats: Int, isHeld: Bool) {
    (self.token, self.owner, self.beat) = (token, owner, beat)
    (self.beats, self.isHeld) = (beats, isHeld)
  }

  /// What an observer of the lease knows about its holder.
  package enum Standing: Hashable {
    /// Nobody holds it, or the holder is known to be gone or silent for too long.
    case free
    /// The holder's last heartbeat is recent.
    case held
    /// Only watching it for so many nanoseconds can tell: it is late, or on another machine.
    case silent(Int64)
  }

  /// Judges the holder; `isAlive` is nil where its process cannot be seen from here.
  package func standing(at now: LeaseMoment, on machine: String, isAlive: Bool?) -> Standing {
    guard isHeld else { return .free }
    // Another machine's clock and processes cannot be compared with ours: only watching tells.
    guard owner?.machine == machine else { return .silent(Self.period) }
    // A reboot or a vanished process is proof that the holder is gone, so nobody waits.
    if beat.boot != now.boot || isAlive == false { return .free }
    let age = now.nanoseconds - beat.nanoseconds
    if age > Self.period { return .free }
    return age > Self.longestPause ? .silent(Self.period - age + 1) : .held
  }

  /// The record after a new holder took the lease.
  package func taken(by owner: LeaseOwner, at now: LeaseMoment) -> LeaseRecord {
    // The greater token fences off the previous holder, should it still be running.
    LeaseRecord(token: token + 1, owner: owner, beat: now, beats: 0, isHeld: true)
  }

  /// The record after a heartbeat; nil if it is no longer the holder.
  package func beaten(by token: Int, at now: LeaseMoment) -> LeaseRecord? {
    guard admits(token) else { return nil }
    var record = self
    record.beat = now
    record.beats += 1
    return record
  }

  /// The record after the holder released the lease; nil if it is no longer the holder.
  package func released(by token: Int) -> LeaseRecord? {
    guard admits(token) else { return nil }
    var record = self
    record.isHeld = false
    return record
  }

  /// Whether a write under the token counts: only the newest holder's do.
  package func admits(_ token: Int) -> Bool {
    isHeld && self.token == token
  }
}
