/// What the holder of a lease may do.
package enum LeaseScope: String, CaseIterable, Sendable {
  /// Run pipelines, beside others that do.
  case run
  /// Change anything, alone: collect garbage, repair.
  case store
}

/// The lease of one process: a fencing token, greater than any given before, and a heartbeat.
package struct LeaseRecord: Hashable, Sendable {
  /// How long a silent holder keeps the lease, in nanoseconds.
  package static let period: Int64 = 15_000_000_000
  /// The longest pause between two heartbeats of a healthy holder, in nanoseconds.
  package static let longestPause: Int64 = 6_500_000_000

  /// The number of the holder, never given to another.
  package var token: Int
  /// What the holder may do.
  package var scope: LeaseScope
  /// The holder; nil if it cannot be read.
  package var owner: LeaseOwner?
  /// The last heartbeat.
  package var beat: LeaseMoment
  /// The number of heartbeats.
  package var beats = 0

  /// What an observer of a lease knows about its holder.
  package enum Standing: Hashable {
    /// The holder is known to be gone, or was silent for a whole period.
    case gone
    /// The holder's last heartbeat is recent.
    case held
    /// Only watching it for so many nanoseconds can tell: it is late, or on another machine.
    case silent(Int64)
  }

  /// Whether it is proven that the holder is gone, so that nobody need wait to say so.
  package func isDead(at now: LeaseMoment, on machine: String, isAlive: Bool?) -> Bool {
    owner?.machine == machine && (beat.boot != now.boot || isAlive == false)
  }

  /// Judges the holder; `isAlive` is nil where its process cannot be seen from here.
  package func standing(at now: LeaseMoment, on machine: String, isAlive: Bool?) -> Standing {
    // Another machine's clock and processes cannot be compared with ours: only watching tells.
    guard owner?.machine == machine else { return .silent(Self.period) }
    if isDead(at: now, on: machine, isAlive: isAlive) { return .gone }
    let age = now.nanoseconds - beat.nanoseconds
    if age > Self.period { return .gone }
    return age > Self.longestPause ? .silent(Self.period - age + 1) : .held
  }

  /// Who holds it, for a message.
  package var sentence: String {
    guard let owner else { return "process unknown" }
    return "process \(owner.process), \(owner.command), since \(owner.since)"
  }
}
