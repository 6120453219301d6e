import Foundation
import Testing

/// A store with two finished runs of a short pipeline that differ in a learning rate.
struct TwoRuns: Sendable {
  let folder: TemporaryFolder
  /// The names of the runs.
  let first: String
  let second: String

  /// The store, made once for all tests.
  static let finished: Result<TwoRuns, any Error> = Result {
    atexit { try? FileManager.default.removeItem(at: TwoRuns.finished.get().folder.url) }
    return try TwoRuns()
  }

  private init() throws {
    folder = try TemporaryFolder()
    let end = try #require(TinyPipeline.text.range(of: "  pairs:"))
    try folder.write(String(TinyPipeline.text[..<end.lowerBound]), to: "short.yaml")
    first = try Self.run(folder)
    second = try Self.run(folder, "--set", "base.optimizer.learningRate=0.00003")
  }

  var home: String { folder.path("home") }

  /// Runs the pipeline and returns the name of the run.
  private static func run(_ folder: TemporaryFolder, _ options: String...) throws -> String {
    let arguments = ["run", folder.path("short.yaml"), "--home", folder.path("home"), "--json"]
    let result = try Call(arguments + options).finished()
    try #require(result.status == 0, "\(result.errors)")
    return try JSONDecoder().decode(ShownRun.self, from: Data(result.output.utf8)).run
  }
}
