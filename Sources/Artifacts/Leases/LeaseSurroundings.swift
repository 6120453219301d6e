import Files
import Foundation
import Glibc

/// What a lease needs to know of the machine; tests substitute their own.
package struct LeaseSurroundings: Sendable {
  /// The present moment, by a clock that nobody can set.
  package var now: @Sendable () -> LeaseMoment
  /// This process, holding a lease for a command since a time.
  package var owner: @Sendable (_ command: String, _ since: String) -> LeaseOwner
  /// Whether a process still runs; nil if it cannot be seen from here.
  package var isAlive: @Sendable (LeaseOwner) -> Bool?
  /// Waits, in seconds.
  package var sleep: @Sendable (Double) -> Void

  /// Creates surroundings.
  package init(
    now: @escaping @Sendable () -> LeaseMoment,
    owner: @escaping @Sendable (_ command: String, _ since: String) -> LeaseOwner,
    isAlive: @escaping @Sendable (LeaseOwner) -> Bool?,
    sleep: @escaping @Sendable (Double) -> Void
  ) {
    (self.now, self.owner, self.isAlive, self.sleep) = (now, owner, isAlive, sleep)
  }

  /// The machine as it is.
  package static let system = LeaseSurroundings(
    now: { LeaseMoment(boot: boot, nanoseconds: monotonic()) },
    owner: { command, since in
      LeaseOwner(
        process: getpid(), started: startTime(of: getpid()) ?? 0, namespace: namespace,
        machine: machine, command: command, since: since)
    },
    isAlive: { owner in
      guard owner.machine == machine, owner.namespace == namespace else { return nil }
      return startTime(of: owner.process) == owner.started
    },
    sleep: { Thread.sleep(forTimeInterval: $0) })

  private static let boot = text(of: "/proc/sys/kernel/random/boot_id")
  private static let machine = text(of: "/etc/machine-id") + " " + ProcessInfo.processInfo.hostName
  private static let namespace =
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""

  private static func monotonic() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Returns when a process started, or nil if there is none, or only its remains.
  private static func startTime(of process: Int32) -> UInt64? {
    // The program's name, in brackets, may contain anything, even brackets; parse what follows it.
    let status = text(of: "/proc/\(process)/stat")
    guard let end = status.lastIndex(of: ")") else { return nil }
    let fields = status[status.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return UInt64(fields[19])
  }

  private static func text(of path: String) -> String {
    let data = (try? WholeFile.read(URL(filePath: path))) ?? Data()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
