import Artifacts
import Foundation
import Logging
import Testing

/// A history may be long: looking at the newest runs takes no longer for it.
///
/// Every commit compares 100 runs with the 21 that a list shows one page of; `LLAMERO_SWEEP=1`
/// makes 10,000 and also holds the command to 100 ms.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct LongHistoryTests {
  private static let isSweep = ProcessInfo.processInfo.environment["LLAMERO_SWEEP"] != nil
  private static let count = isSweep ? 10_000 : 100
  private let folder: TemporaryFolder
  private var home: String { folder.path("home") }

  init() throws { folder = try TemporaryFolder() }

  @Test(.timeLimit(.minutes(60))) func theNewestOfManyRunsAreListedAtOnce() throws {
    _ = try makeRuns(1...21)
    let few = try (0..<5).map { _ in try time("runs") }.min()
    let last = try makeRuns(22...UInt64(Self.count))
    let times = try (0..<5).map { _ in try time("runs") }
    let best = try #require(times.min())
    // Half as much again and the noise of a busy machine.
    #expect(try best < #require(few) * 1.5 + .milliseconds(20))
    let text = try Program.run("runs", "--home", home).output.split(separator: "\n")
    #expect(text.count == 22)
    #expect(text[1].hasPrefix(last.text))
    #expect(text[21] == "\(Self.count - 20) more; 'llamero runs --all' lists them.")
    #expect(
      try Program.run("runs", "--all", "--home", home).output.split(separator: "\n").count
        == Self.count + 1)
    #expect(try Program.json([Listed].self, "runs", "--home", home).count == Self.count)
    let name = String(last.text.prefix(8))
    let lookups = [
      ("show", try time("show", name)), ("runs --all", try time("runs", "--all")),
      ("runs --json", try time("runs", "--json")), ("no such run", try time("show", "zzz")),
    ]
    guard Self.isSweep else { return }
    #expect(best < .milliseconds(100))
    let words = lookups.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    print("\(Self.count) runs: 'llamero runs' took \(times); \(words)")
  }

  private struct Listed: Decodable {
    let run: String
  }

  private func time(_ arguments: String...) throws -> Duration {
    let start = ContinuousClock.now
    _ = try Call(arguments + ["--home", home]).finished()
    return ContinuousClock.now - start
  }

  /// Makes finished runs of plans as long as those of the quickstart; returns the last one.
  private func makeRuns(_ seeds: ClosedRange<UInt64>) throws -> RunID {
    let store = try ArtifactStore(
      home: URL(filePath: home, directoryHint: .isDirectory), logger: Logger(label: "test"))
    let text = String(repeating: "an option and its value, ", count: 500)
    let lease = try store.lease(for: "llamero run long.yaml")
    defer { lease.release() }
    var last: RunID?
    for seed in seeds {
      let session = try store.startRun(
        RunPlan(
          pipeline: "long", file: "long.yaml", seed: seed,
          definition: "{\"seed\":\(seed),\"text\":\"\(text)\"}", command: "llamero run long.yaml",
          stages: ["world", "base", "sft"].map {
            RunPlan.Stage(name: $0, kind: "numbers", configuration: "{}")
          }), under: lease)
      try store.setState(of: session, to: .finished)
      last = session.run
    }
    return try #require(last)
  }
}
