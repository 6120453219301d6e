import Foundation
import Testing

/// The built program, run as a person or a script runs it.
enum Program {
  /// What a call of the program left behind.
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// Where the executable lies: beside the test bundle.
  static let executable: URL? = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for _ in 0..<4 {
      folder = folder.deletingLastPathComponent()
      let candidate = folder.appending(path: "llamero")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
    }
    return nil
  }()

  static var isBuilt: Bool { executable != nil }

  /// Runs the program to its end.
  static func run(_ arguments: String..., input: String = "") throws -> Result {
    try Call(arguments, input: input).finished()
  }

  /// Runs a line of shell in which $LLAMERO is the program, for what no string can hold.
  static func shell(_ line: String) throws -> Result {
    try Call(["-c", line], program: URL(filePath: "/bin/sh")).finished()
  }

  /// Runs the program to its end and decodes the JSON that it printed.
  static func json<Value: Decodable>(_ type: Value.Type, _ arguments: String...) throws -> Value {
    let result = try Call(arguments + ["--json"]).finished()
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(type, from: Data(result.output.utf8))
  }
}

/// A call of the program that may still run.
final class Call {
  private let process = Process()
  private let folder: TemporaryFolder

  /// Starts the program; what it prints goes to files, so that no pipe can fill.
  init(
    _ arguments: [String], input: String = "", errors: FileHandle? = nil,
    program: URL? = Program.executable
  ) throws {
    folder = try TemporaryFolder()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = [
      "COLUMNS": "80", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
      "LLAMERO": Program.executable?.path ?? "",
    ]
    process.standardInput = try FileHandle(
      forReadingFrom: try folder.write(input, to: "input"))
    process.standardOutput = try FileHandle(forWritingTo: try folder.write("", to: "output"))
    process.standardError =
      try errors ?? FileHandle(forWritingTo: try folder.write("", to: "errors"))
    try process.run()
  }

  /// What was written to standard error so far.
  var errors: String { folder.text("errors") }

  /// Whether the program still runs.
  var isRunning: Bool { process.isRunning }

  /// Sends a signal.
  func send(_ signal: Int32) {
    kill(process.processIdentifier, signal)
  }

  /// Waits for the end.
  func finished() -> Program.Result {
    process.waitUntilExit()
    return Program.Result(
      status: process.terminationStatus, output: folder.text("output"), errors: errors)
  }

  /// Waits until a condition holds while the program runs; returns whether it came to hold.
  func wait(until condition: () -> Bool) -> Bool {
    while isRunning {
      if condition() { return true }
      usleep(2_000)
    }
    return false
  }
}

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "llamero-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of a file inside.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file and returns where it lies.
  @discardableResult
  func write(_ text: String, to name: String) throws -> URL {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }

  /// The text of a file, empty if there is none.
  func text(_ name: String) -> String {
    (try? String(contentsOf: url.appending(path: name), encoding: .utf8)) ?? ""
  }
}
