/// A process that holds, or held, the lease of a store.
package struct LeaseOwner: Codable, Hashable, Sendable {
  /// The process number, as its own namespace counts.
  package var process: Int32
  /// When the process started, in ticks since boot: process numbers are reused, this pair is not.
  package var started: UInt64
  /// The namespace in which the process number means something.
  package var namespace: String
  /// The machine, so that a reboot is told from another machine on the same disk.
  package var machine: String
  /// The command as it was typed.
  package var command: String
  /// The wall-clock time at which it took the lease, only for messages.
  package var since: String

  /// Creates the description of a process.
  package init(
    process: Int32, started: UInt64, namespace: String, machine: String, command: String,
    since: String
  ) {
    (self.process, self.started, self.namespace) = (process, started, namespace)
    (self.machine, self.command, self.since) = (machine, command, since)
  }
}

/// An instant that clock changes do not affect: nanoseconds since a boot of the machine.
package struct LeaseMoment: Hashable, Sendable {
  /// The boot that the nanoseconds count from.
  package var boot: String
  /// The nanoseconds.
  package var nanoseconds: Int64

  /// Creates an instant.
  package init(boot: String, nanoseconds: Int64) {
    (self.boot, self.nanoseconds) = (boot, nanoseconds)
  }
}
