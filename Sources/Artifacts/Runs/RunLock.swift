import Foundation
import Glibc

/// The right to run pipelines on a store; the kernel takes it back when the process ends.
package final class RunLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock, or says who holds it.
  init(home: URL, command: String, now: Date) throws {
    let file = home.appending(path: "run.lock")
    let descriptor = DurableFile.retried {
      open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    }
    guard descriptor >= 0 else { throw DurableFile.failure("cannot open", file, errno) }
    guard Self.lock(descriptor) else {
      let code = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      guard code == EWOULDBLOCK else { throw DurableFile.failure("cannot lock", file, code) }
      throw StoreError.locked(home: home.path, holder: holder)
    }
    self.descriptor = descriptor
    let text = "process \(getpid()), \(command), since \(now.formatted(.iso8601))\n"
    _ = ftruncate(descriptor, 0)
    _ = Array(text.utf8).withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  deinit {
    _ = ftruncate(descriptor, 0)
    close(descriptor)
  }

  /// Returns whether a process holds the lock of a store.
  static func isHeld(home: URL) -> Bool {
    let descriptor = open(home.appending(path: "run.lock").path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  /// Tries a few times: a page that asks whether a run is alive holds the lock for an instant.
  private static func lock(_ descriptor: Int32) -> Bool {
    for attempt in 1...5 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      if attempt < 5 { usleep(20_000) }
    }
    return false
  }

  private static func holder(_ descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    let text = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? "process unknown" : text
  }
}
