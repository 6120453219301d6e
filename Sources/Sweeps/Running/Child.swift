import Foundation
import Glibc

/// How a program ended.
enum ChildEnd: Hashable, Sendable {
  case exited(Int32)
  case killed(signal: Int32)
  /// It did not end within the limit and was killed.
  case hung
  /// The system knows no such program.
  case lost

  init(status: Int32) {
    let signal = status & 0x7f
    self = signal == 0 ? .exited((status >> 8) & 0xff) : .killed(signal: signal)
  }
}

/// A program that was started and not yet waited for.
struct RunningChild {
  let process: pid_t

  /// Returns how it ended, or nil while it goes on; not to be asked again after that.
  func end() -> ChildEnd? {
    var status: Int32 = 0
    let found = waitpid(process, &status, WNOHANG)
    if found == 0 { return nil }
    return found == process ? ChildEnd(status: status) : .lost
  }

  /// Waits for its end; one that does not come within the limit has hung and is killed.
  func wait(limit: Double = 60, killedAfter: Double? = nil) -> ChildEnd {
    let start = ContinuousClock.now
    var isKilled = false
    while true {
      if let end = end() { return end }
      usleep(200)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      if let killedAfter, seconds >= killedAfter, !isKilled {
        send(SIGKILL)
        isKilled = true
      }
      guard seconds > limit else { continue }
      send(SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
      return .hung
    }
  }

  func send(_ signal: Int32) { kill(process, signal) }
}

/// A program to run to its end, with what it prints kept in files.
struct Child {
  let executable: URL
  let arguments: [String]
  var environment: [String: String]
  let output: URL
  let errors: URL
  /// The seconds after which it has hung.
  var limit = 60.0
  /// The seconds after which it is killed.
  var killedAfter: Double?

  /// Runs the program to its end.
  func run() throws -> ChildEnd { try start().wait(limit: limit, killedAfter: killedAfter) }

  /// Starts the program.
  func start() throws -> RunningChild { RunningChild(process: try spawn()) }

  private func spawn() throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, flags, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errors.path, flags, 0o644)
    var process: pid_t = 0
    let settings = environment.map { "\($0.key)=\($0.value)" }
    let code = withCStrings([executable.path] + arguments) { arguments in
      withCStrings(settings) { settings in
        posix_spawn(&process, executable.path, &actions, nil, arguments, settings)
      }
    }
    guard code == 0 else { throw SweepError.cannotStart(executable.path, code: code) }
    return process
  }

  private func withCStrings<Value>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
  ) -> Value {
    let pointers = texts.map { strdup($0) }
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers + [nil])
  }
}
