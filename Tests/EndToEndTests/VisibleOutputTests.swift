import Foundation
import Testing

/// No name, row or path reaches a terminal as anything but visible text.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct VisibleOutputTests {
  let folder: TemporaryFolder
  /// A title for the terminal, a bell, an erased screen, a C1 control, a turned text, a false line.
  private static let hostile =
    "\u{1B}]0;owned\u{7}\u{1B}[2Jx\u{9B}31m\u{202E}txt.exe\u{2066}\u{85}\n[1/1] all is well\r\u{8}"

  init() throws { folder = try TemporaryFolder() }

  /// The pipeline with the hostile name; JSON is YAML, too, once it is plain ASCII.
  private func pipeline(rows: String) -> String {
    let (name, path) = (Self.quoted(Self.hostile), Self.quoted(rows))
    return "name: \(name)\nstages:\n  rows:\n    kind: import-prompts\n    category: \(name)\n"
      + "    paths: [\(path)]\n"
  }

  private static func quoted(_ text: String) -> String {
    let units = text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "\"\(units.joined())\""
  }

  private func run(rows: String, _ more: String...) throws -> Program.Result {
    let file = try folder.write(pipeline(rows: rows), to: "p\u{1B}[31m.yaml").path
    return try Call(
      ["run", file, "--data", folder.url.path, "--home", folder.path("home")] + more
    ).finished()
  }

  @Test func everyCommandShowsHostileNamesInsteadOfObeyingThem() throws {
    try folder.write("{\"prompt\": \"a\"}\n", to: "rows\u{1B}[2J.jsonl")
    let finished = try run(rows: "rows\u{1B}[2J.jsonl")
    #expect(finished.status == 0, "\(finished.errors)")
    expectVisible(finished)
    for command in [
      ["runs"], ["show", "last"], ["logs", "last"], ["explain", "last"], ["diff", "last", "last"],
      ["lineage", "last/rows.prompts"], ["report", "last"], ["fsck"], ["gc"], ["pin", "last"],
    ] {
      let result = try Call(command + ["--home", folder.path("home")]).finished()
      #expect(result.status == 0, "\(command): \(result.errors)")
      expectVisible(result)
    }
    let table = try Program.run("runs", "--home", folder.path("home"))
    #expect(
      table.output.contains(#"\u{1b}]0;owned\u{7}\u{1b}[2Jx\u{9b}31m\u{202e}txt.exe\u{2066}"#))
    #expect(table.output.split(separator: "\n").count == 2)
  }

  @Test func jsonKeepsTheValueOfHostileNames() throws {
    try folder.write("{\"prompt\": \"a\"}\n", to: "rows.jsonl")
    #expect(try run(rows: "rows.jsonl").status == 0)
    struct Run: Decodable { let pipeline: String }
    let runs = try Program.json([Run].self, "runs", "--home", folder.path("home"))
    #expect(runs.map(\.pipeline) == [Self.hostile])
    expectVisible(try Program.run("runs", "--json", "--home", folder.path("home")))
    expectVisible(try Program.run("report", "last", "--json", "--home", folder.path("home")))
  }

  @Test func errorsShowHostileTextInsteadOfObeyingIt() throws {
    try folder.write("{\"pro\u{1B}[2J\u{9B}mpt\": \"a\"}\n", to: "rows\u{7}.jsonl")
    try folder.write(
      "{\"prompt\": \"a\", \"label\": \"\\u001b[2J\\u009b\\u202e\"}\n", to: "label.jsonl")
    let hostile = Self.hostile.replacing("\n", with: "")
    let results = [
      try run(rows: "rows\u{7}.jsonl"), try run(rows: "label.jsonl"), try run(rows: hostile),
      try run(rows: "label.jsonl", "--set", "rows.\(hostile)=1"),
      try run(rows: "label.jsonl", "--until", hostile), try Program.run(hostile),
      try Program.run("runs", "--\(hostile)"), try Program.run("runs", "--home", hostile),
      try Program.run("show", hostile, "--home", folder.path("home")),
      try Program.run("generate", "--model", hostile, "--prompt", "a"),
      try Program.run("logs", "last", "--home", folder.path("home")),
    ]
    for result in results.dropLast() {
      #expect(result.status >= 64, "\(result.output)")
      #expect(result.errors.split(separator: "\n").last?.hasPrefix("llamero: ") == true)
    }
    for result in results { expectVisible(result) }
  }

  /// Expects lines of visible text: no control but the end of a line, nothing that turns text.
  private func expectVisible(_ result: Program.Result) {
    for scalar in (result.output + result.errors).unicodeScalars where scalar != "\n" {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format, "\(result.output)\(result.errors)")
      if category == .control { return }
    }
  }
}
