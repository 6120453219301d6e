import Artifacts
import Foundation
import Testing

/// A store whose rows are gone is damaged, not new: its bytes may be all that is left.
struct EmptiedStoreTests {
  private let temporary: TemporaryStore
  private var database: URL { temporary.home.appending(path: "store.sqlite") }

  init() throws {
    temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    let work = computation("work")
    try temporary.store.begin(work, stage: "first", in: session)
    let finished = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": "text"]), "model")], sections: [],
      metrics: [], seconds: 1)
    _ = try temporary.store.finish(work.key, stage: "first", with: finished, in: session)
    temporary.endTurn()
  }

  private func expectRefusal() throws {
    let bytes = try? Data(contentsOf: database)
    for creates in [false, true] {
      #expect(throws: StoreError.emptied(home: temporary.home.path, files: 1)) {
        try TemporaryStore.open(temporary.home, creates: creates)
      }
    }
    #expect(try temporary.blobFiles().count == 1)
    #expect((try? Data(contentsOf: database)) == bytes)
  }

  @Test func aDatabaseOfNoBytesIsRefused() throws {
    try Data().write(to: database)
    try expectRefusal()
  }

  @Test func aDatabaseThatIsGoneIsRefused() throws {
    try FileManager.default.removeItem(at: database)
    try expectRefusal()
  }

  @Test func aNewDatabaseBesideOldBytesIsRefused() throws {
    let other = try TemporaryStore()
    try FileManager.default.removeItem(at: database)
    try FileManager.default.copyItem(
      at: other.home.appending(path: "store.sqlite"), to: database)
    try expectRefusal()
  }

  @Test func aFolderInWhichNothingWasEverMadeBecomesAStore() throws {
    let home = temporary.home.appending(path: "new")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    #expect(throws: StoreError.noStore(home: home.path)) {
      try TemporaryStore.open(home, creates: false)
    }
    // A process that was killed before its first transaction leaves this.
    try Data().write(to: home.appending(path: "store.sqlite"))
    #expect(throws: StoreError.noStore(home: home.path)) {
      try TemporaryStore.open(home, creates: false)
    }
    #expect(try TemporaryStore.open(home).runs() == [])
    #expect(try TemporaryStore.open(home, creates: false).runs() == [])
  }

  /// Rows that are lost make all bytes useless at once.
  @Test func aCollectionOfMoreThanHalfOfTheBytesHasToBeAskedFor() throws {
    let large = String(repeating: "x", count: KeepRule.few + 1)
    _ = try temporary.store.commit(try temporary.folder(["a": large]), kind: "text")
    let store = try temporary.reopened()
    #expect(try store.plannedCollection(KeepRule()).isMost)
    let lease = try store.lease(for: "llamero gc", scope: .store)
    defer { lease.release() }
    let error = #expect(throws: StoreError.self) {
      try store.collectGarbage(KeepRule(grace: 0), under: lease)
    }
    #expect(error?.description.contains("--more-than-half") == true)
    #expect(try temporary.blobFiles().count == 2)
    #expect(try temporary.texts("SELECT count(*) FROM artifact") == ["2"])
    let report = try store.collectGarbage(KeepRule(grace: 0, allowsMost: true), under: lease)
    #expect(report.removedBlobs == 1)
    #expect(try temporary.blobFiles().count == 1)
  }

  @Test func aTakeOverRemovesNoLargeShareOfTheBytes() throws {
    let abandoned = try temporary.store.lease(for: "llamero run")
    let large = String(repeating: "x", count: KeepRule.few + 1)
    _ = try temporary.store.commit(try temporary.folder(["a": large]), kind: "text")
    try temporary.execute(
      "DELETE FROM artifact WHERE kind = 'text'; DELETE FROM blob WHERE bytes > 100")
    try temporary.execute("UPDATE lease SET boot = 'another'")
    let lease = try temporary.reopened().lease(for: "llamero run")
    lease.release()
    abandoned.release()
    #expect(try temporary.blobFiles().count == 2)
  }
}
