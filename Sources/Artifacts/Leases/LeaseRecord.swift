/// The right to run pipelines on a store: a token that grows with every holder, and a heartbeat.
///
/// All rules are here, as functions of the record and the moment; `ArtifactStore+Lease` stores it.
/// A holder that stopped beating for a whole period may be replaced at any time, also while it
/// sleeps: every write names the token, and a token that is no longer the newest is refused.
package struct LeaseRecord: Hashable, Sendable {
  /// How long a holder that no longer beats is believed, in nanoseconds.
  package static let period: Int64 = 15_000_000_000
  /// The longest pause between two beats of a holder that is well, in nanoseconds.
  package static let longestPause: Int64 = 6_500_000_000

  /// The number of the present or last holder; 0 before the first.
  package var token = 0
  /// The present or last holder.
  package var owner: LeaseOwner?
  /// When it last beat.
  package var beat = LeaseMoment(boot: "", nanoseconds: 0)
  /// How often it did.
  package var beats = 0
  /// Whether the holder has not given the lease back.
  package var isHeld = false

  /// Creates the record of a lease that nobody ever held.
  package init() {}

  init(token: Int, owner: LeaseOwner?, beat: LeaseMoment, beats: Int, isHeld: Bool) {
    (self.token, self.owner, self.beat) = (token, owner, beat)
    (self.beats, self.isHeld) = (beats, isHeld)
  }

  /// What someone who looks at the lease knows of its holder.
  package enum Standing: Hashable {
    /// Nobody holds it, or the holder is known to be gone or asleep for too long.
    case free
    /// The holder beat within the period.
    case held
    /// Only watching it for so many nanoseconds can tell: it is late, or on another machine.
    case silent(Int64)
  }

  /// Judges the holder; `isAlive` is nil where its process cannot be seen from here.
  package func standing(at now: LeaseMoment, on machine: String, isAlive: Bool?) -> Standing {
    guard isHeld else { return .free }
    guard owner?.machine == machine else { return .silent(Self.period) }
    if beat.boot != now.boot || isAlive == false { return .free }
    let age = now.nanoseconds - beat.nanoseconds
    if age > Self.period { return .free }
    return age > Self.longestPause ? .silent(Self.period - age + 1) : .held
  }

  /// The record after a new holder took the lease.
  package func taken(by owner: LeaseOwner, at now: LeaseMoment) -> LeaseRecord {
    LeaseRecord(token: token + 1, owner: owner, beat: now, beats: 0, isHeld: true)
  }

  /// The record after the holder beat; nil if it is no longer the holder.
  package func beaten(by token: Int, at now: LeaseMoment) -> LeaseRecord? {
    guard admits(token) else { return nil }
    var record = self
    record.beat = now
    record.beats += 1
    return record
  }

  /// The record after the holder gave the lease back; nil if it is no longer the holder.
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
