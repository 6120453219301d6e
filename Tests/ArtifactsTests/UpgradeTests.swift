import Artifacts
import Foundation
import GRDB
import Labels
import Logging
import Testing

/// Stores made by every earlier version open, migrate, and go on where they were.
///
/// `Fixtures/store-v1` was made by the program of version 1: a pipeline that was killed after its
/// first checkpoint. `Fixtures/store-v2` and `store-v3` were made by those of versions 2 and 3: a
/// pipeline that waits for people, who answered three of its questions, and the same with another
/// option of its `collect`, for which they answered one of the same questions again. `store-v4`
/// was made like the first, by the last program in which one process ran at a time.
struct UpgradeTests {
  private let folder = fixture("store-v1")

  private static func fixture(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/\(name)")
  }

  private final class OldStore {
    let home = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID().uuidString)")

    init(_ folder: URL) throws {
      try FileManager.default.copyItem(at: folder, to: home)
    }

    deinit { try? FileManager.default.removeItem(at: home) }
  }

  @Test func firstVersionOpensWithAllItHeld() throws {
    let old = try OldStore(folder)
    let store = try TemporaryStore.open(old.home, creates: false)
    let run = try store.run("last")
    #expect(run.pipeline == "upgrade" && run.state == .interrupted)
    let base = try #require(try store.stages(of: run.id).first { $0.name == "base" })
    let key = try #require(base.key)
    #expect(try store.metrics(of: key).count == 20)
    let report = try store.inspect()
    #expect(report.isSound, "\(report.findings)")
    let file = old.home.appending(path: "store.sqlite.v1")
    #expect(FileManager.default.fileExists(atPath: file.path))
  }

  @Test(arguments: ["store-v2", "store-v3"])
  func answersOfEarlierVersionsBelongToWhatWasAsked(version: String) throws {
    let old = try OldStore(Self.fixture(version))
    let store = try TemporaryStore.open(old.home)
    let open = try store.openCollections()
    #expect(open.map(\.questions) == [6] && open.map(\.answered) == [3])
    let collection = try #require(open.first?.id)
    let questions = try store.questions(in: collection)
    #expect(try QuestionSet(questions).name == collection)
    #expect(questions.map(\.collection) == Array(repeating: collection, count: 6))
    let answers = try store.answers(in: collection)
    #expect(answers.map(\.question) == ["pair-1", "pair-2", "pair-3", "pair-1"])
    #expect(answers.map(\.strength?.rawValue) == [3, 0, 3, 2])
    // Of two answers to one pair the later is in force; in both stores it preferred the other side.
    #expect(answers[0].preferred != answers[3].preferred)
    let report = try store.inspect()
    #expect(report.isSound, "\(report.findings)")
  }

  @Test(arguments: [("store-v1", 4), ("store-v4", 220)])
  func leaseGoesOnAfterTheOldFencesAndTheCheckpointIsUsed(version: String, step: Int) throws {
    let old = try OldStore(Self.fixture(version))
    let store = try TemporaryStore.open(old.home)
    let run = try store.run("last")
    let base = try #require(try store.stages(of: run.id).first { $0.name == "base" })
    let lease = try store.lease(for: "llamero run")
    defer { lease.release() }
    #expect(lease.token == 2)
    let session = RunSession(run: run.id, token: lease.token, isContinued: true)
    let checkpoint = try store.checkpoint(
      of: try #require(base.key), stage: "base", in: session)
    #expect(checkpoint?.place == CheckpointPlace(step: step))
    #expect(try store.run("last").state == .interrupted)
    #expect(try store.inspect().isSound)
  }

  @Test func aStoreOnWhichAnEarlierProgramIsAtWorkIsNotMigrated() throws {
    let old = try OldStore(Self.fixture("store-v4"))
    let here = LeaseSurroundings.system
    let owner = String(
      decoding: try JSONEncoder().encode(here.owner("llamero run", "today")), as: UTF8.self)
    let now = here.now()
    let queue = try DatabaseQueue(path: old.home.appending(path: "store.sqlite").path)
    try queue.write {
      try $0.execute(
        sql: "UPDATE lease SET owner = ?, boot = ?, beat = ?, held = 1",
        arguments: [owner, now.boot, now.nanoseconds])
    }
    let error = #expect(throws: StoreError.self) { try TemporaryStore.open(old.home) }
    #expect(error?.description.contains("is in use (process ") == true)
    try queue.write { try $0.execute(sql: "UPDATE lease SET held = 0") }
    #expect(try TemporaryStore.open(old.home).run("last").state == .interrupted)
  }

  @Test func aBackupOfTheFirstVersionIsRestoredAndStaysAsItIs() throws {
    let old = try OldStore(folder)
    let file = old.home.appending(path: "store.sqlite")
    let before = try Data(contentsOf: file)
    let backup = try ArtifactStore(backup: old.home, logger: Logger(label: "test"))
    let target = old.home.appending(path: "restored")
    #expect(try backup.restore(to: target).isSound)
    #expect(try TemporaryStore.open(target, creates: false).run("last").pipeline == "upgrade")
    #expect(try Data(contentsOf: file) == before)
  }

  @Test func manyProcessesMayUpgradeTogether() async throws {
    let old = try OldStore(folder)
    let home = old.home
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<16 {
        group.addTask { try TemporaryStore.open(home).runs().count }
      }
      for try await count in group { #expect(count == 1) }
    }
    #expect(try TemporaryStore.open(home).inspect().isSound)
  }
}
