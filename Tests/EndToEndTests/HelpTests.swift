import Foundation
import Testing

/// The help of every command is as recorded in `Golden`, so that a change of it is seen in review.
///
/// After a deliberate change: `COLUMNS=80 llamero help run > Tests/EndToEndTests/Golden/run.txt`.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct HelpTests {
  static let commands = [
    "run", "plan", "runs", "show", "logs", "diff", "explain", "lineage", "cancel", "report",
    "serve", "people",
    "generate", "logprobs", "score", "tokenize", "import", "export", "stages", "doctor", "fsck",
    "gc", "pin",
    "backup", "restore", "verify-resume",
  ]

  @Test(arguments: commands) func helpOfACommandIsAsRecorded(command: String) throws {
    let result = try Program.run("help", command)
    #expect(result.status == 0)
    let golden = try Self.golden(command)
    #expect(result.output == golden)
  }

  @Test func helpOfTheProgramIsAsRecorded() throws {
    let result = try Program.run("--help")
    #expect(result.status == 0)
    let golden = try Self.golden("llamero")
    #expect(result.output == golden)
    for command in Self.commands { #expect(result.output.contains("  \(command) ")) }
  }

  @Test func versionIsANumber() throws {
    let result = try Program.run("--version")
    #expect(result.status == 0)
    #expect(result.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  private static func golden(_ name: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
    return try String(contentsOf: folder.appending(path: "\(name).txt"), encoding: .utf8)
  }
}
