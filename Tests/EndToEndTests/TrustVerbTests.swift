import Foundation
import Testing

/// The commands by which a store is trusted, on a copy of a store with two finished runs.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct TrustVerbTests {
  let runs: TwoRuns
  let folder: TemporaryFolder
  private var home: String { folder.path("home") }

  init() throws {
    runs = try TwoRuns.finished.get()
    folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: runs.home, toPath: folder.path("home"))
  }

  /// Calls a command on the copy and expects that its JSON fits the schema.
  private func json(_ command: String, _ arguments: String...) throws -> String {
    let result = try Call([command] + arguments + ["--home", home, "--json"]).finished()
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Schema.trust[command]?.faults(in: result.output) == [])
    return result.output
  }

  @Test func logsTellWhatHappenedInOrder() throws {
    let lines = try Program.run("logs", runs.first, "--home", home, "--json").output
      .split(separator: "\n").map(String.init)
    for line in lines { #expect(try Schema.trust["logs"]?.faults(in: line) == []) }
    let text = try Program.run("logs", runs.first, "--home", home).output
    let words = text.split(separator: "\n")
    #expect(words.count == lines.count)
    #expect(words.first?.contains("run started (command llamero run") == true)
    #expect(words[1].contains("world: stage started (cause new"))
    #expect(text.contains(/base: checkpoint saved \(step 5, .*\): train\/loss \d/))
    #expect(text.contains(/base: stage finished \(.*\): train\/loss \d/))
    #expect(lines.contains { $0.contains("\"headline\":{\"name\":\"train/loss\"") })
    #expect(words.last?.hasSuffix("run finished") == true)
  }

  @Test func soundStoreIsSoundAndADamagedOneIsRepaired() throws {
    #expect(try json("fsck").contains("\"findings\" : [\n\n  ]"))
    let blobs = folder.url.appending(path: "home/blobs")
    let name = try #require(
      FileManager.default.subpaths(atPath: blobs.path)?.first { $0.count > 64 })
    let blob = blobs.appending(path: name)
    var bytes = try Data(contentsOf: blob)
    bytes[0] ^= 1
    try FileManager.default.removeItem(at: blob)
    try bytes.write(to: blob)
    let found = try Program.run("fsck", "--home", home)
    #expect(found.status == 65)
    #expect(found.output.contains("damage: The bytes of "))
    #expect(found.errors.split(separator: "\n").count == 1)
    let repaired = try Program.run("fsck", "--repair", "--home", home)
    #expect(repaired.output.contains("repaired: The bytes of "))
    let again = try Program.run("run", runs.folder.path("short.yaml"), "--home", home)
    #expect(again.status == 0, "\(again.errors)")
    #expect(try Program.run("fsck", "--home", home).status == 0)
  }

  @Test func collectionForgetsOldRunsAndSaysSo() throws {
    _ = try json("gc", "--dry-run", "--keep", "1")
    #expect(try json("gc", "--keep", "1", "--now").contains(runs.first))
    let text = try Program.run("gc", "--home", home)
    #expect(text.output.hasPrefix("0 runs, 0 results and 0 artifacts deleted.\n"))
    #expect(try Program.run("show", runs.first, "--home", home).status == 66)
    #expect(try Program.run("fsck", "--home", home).status == 0)
  }

  @Test func pinnedRunStays() throws {
    #expect(try json("pin", runs.first).contains(runs.first))
    _ = try json("gc", "--keep", "1", "--now")
    #expect(try Program.run("show", runs.first, "--home", home).status == 0)
    let wrong = try Program.run("pin", "last", "--remove", "--home", home)
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("last is not pinned; 'llamero pin' lists what is."))
  }

  @Test func backupIsAStoreAndCanBeRestored() throws {
    _ = try json("backup", folder.path("copy"))
    let twice = try Program.run("backup", folder.path("copy"), "--home", home)
    #expect(twice.status == 64 && twice.errors.contains("exists already"))
    let restored = folder.path("restored")
    let result = try Program.run("restore", folder.path("copy"), "--home", restored)
    #expect(result.status == 0, "\(result.errors)")
    let shown = try Program.json(ShownRun.self, "show", "last", "--home", restored)
    let original = try Program.json(ShownRun.self, "show", "last", "--home", home)
    #expect(shown.digests == original.digests)
  }

  @Test func finishedRunCannotBeCancelled() throws {
    let result = try Program.run("cancel", "last", "--home", home)
    #expect(result.status == 64)
    #expect(result.errors.contains("is finished, so there is nothing to stop."))
  }

  @Test func ownPipelineIsVerified() throws {
    let text = try json(
      "verify-resume", runs.folder.path("short.yaml"), "--stage", "base", "--checkpoints", "3")
    #expect(text.contains("\"isEqual\" : true") && text.contains("\"stage\" : \"base\""))
    let wrong = try Program.run(
      "verify-resume", runs.folder.path("short.yaml"), "--stage", "bsae", "--home", home)
    #expect(wrong.errors.contains("did you mean 'base'?"))
  }
}
