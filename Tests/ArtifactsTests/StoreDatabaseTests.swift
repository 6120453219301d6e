import Artifacts
import Foundation
import GRDB
import Labels
import Logging
import Testing

struct StoreDatabaseTests {
  @Test func settingsAreInForce() throws {
    let settings = try TemporaryStore().store.settings()
    #expect(settings["journal_mode"] == "delete")
    #expect(settings["synchronous"] == "3")
    #expect(settings["foreign_keys"] == "1")
    #expect(settings["trusted_schema"] == "0")
    #expect(settings["cell_size_check"] == "1")
  }

  @Test func everyTableIsStrict() throws {
    let temporary = try TemporaryStore()
    let loose = try temporary.texts(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0")
    #expect(loose.allSatisfy { $0.hasPrefix("sqlite_") }, "\(loose)")
    #expect(try temporary.texts("PRAGMA application_id") == ["\(0x6C6C_616D)"])
    #expect(try temporary.texts("PRAGMA user_version") == ["6"])
  }

  @Test func newerStoreIsRefusedInOneSentence() throws {
    let temporary = try TemporaryStore()
    try temporary.execute("PRAGMA user_version = 99")
    let error = #expect(throws: StoreError.self) { try temporary.reopened() }
    let path = temporary.home.appending(path: "store.sqlite").path
    #expect(
      error?.description
        == "\(path) was written by a newer Llamero (store version 99, this one reads 6); "
        + "use the newer program, or name another place with --home.")
    #expect(try temporary.texts("PRAGMA user_version") == ["99"])
  }

  @Test(arguments: ["not a database at all, but long enough to be read as one"])
  func otherFilesAreRefused(text: String) throws {
    let temporary = try TemporaryStore()
    let home = temporary.home.appending(path: "other")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appending(path: "store.sqlite")
    try Data(String(repeating: text, count: 20).utf8).write(to: file)
    #expect(throws: StoreError.notAStore(path: file.path)) { try TemporaryStore.open(home) }
  }

  @Test func databaseOfAnotherProgramIsRefused() throws {
    let temporary = try TemporaryStore()
    let home = temporary.home.appending(path: "other")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appending(path: "store.sqlite")
    try DatabaseQueue(path: file.path).write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
    #expect(throws: StoreError.notAStore(path: file.path)) { try TemporaryStore.open(home) }
  }

  @Test func missingStoreIsNotMadeByALook() throws {
    let temporary = try TemporaryStore()
    let home = temporary.home.appending(path: "nowhere")
    #expect(throws: StoreError.noStore(home: home.path)) {
      try TemporaryStore.open(home, creates: false)
    }
    #expect(!FileManager.default.fileExists(atPath: home.path))
  }

  @Test func manyProcessesMayStartTogether() async throws {
    let temporary = try TemporaryStore()
    let home = temporary.home.appending(path: "together")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<8 {
        group.addTask {
          let store = try TemporaryStore.open(home)
          try store.describe([
            StageKindRecord(kind: "kind-\(index)", version: 1, summary: "", metrics: [])
          ])
        }
      }
      try await group.waitForAll()
    }
    let store = try TemporaryStore.open(home)
    for index in 0..<8 { #expect(try store.stageKind("kind-\(index)") != nil) }
  }

  @Test func everyAcknowledgedWriteOfTwoProcessesIsThere() async throws {
    let temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    let work = computation("work")
    try temporary.store.begin(work, stage: "first", in: session)
    let question = Question(
      id: "q", index: 0, messages: [], first: "a", second: "b", asksSafety: false,
      firstIsLeft: true)
    let collection = try temporary.store.ask([question], for: work.key, in: session)
    let home = temporary.home
    try await withThrowingTaskGroup(of: Void.self) { group in
      for process in 0..<3 {
        group.addTask {
          let store = try TemporaryStore.open(home)
          let question = try store.questions(in: collection)[0]
          for number in 0..<20 {
            try store.append(
              Answer(
                id: "\(process)-\(number)", of: question, .prefers(.first, .slightly),
                annotator: "\(process)-\(number)", createdAt: Date()))
            _ = try store.runs()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try temporary.store.answers(in: collection).count == 60)
    #expect(try temporary.texts("PRAGMA integrity_check") == ["ok"])
  }

  @Test(
    arguments: [
      ("3.36.0", SQLiteLibrary.Verdict.tooOld), ("3.37.0", .hasLogResetBug),
      ("3.40.1", .hasLogResetBug), ("3.44.5", .hasLogResetBug), ("3.44.6", .good),
      ("3.50.7", .good), ("3.51.2", .hasLogResetBug), ("3.51.3", .good), ("3.53.0", .good),
      ("2.8.17", .tooOld), ("nonsense", .tooOld),
    ])
  func libraryVersionHasItsVerdict(version: String, verdict: SQLiteLibrary.Verdict) {
    #expect(SQLiteLibrary(version: version).verdict == verdict)
  }

  @Test func affectedLibrarySaysWhyItDoesNotMatter() {
    #expect(
      SQLiteLibrary(version: "3.40.1").sentence
        == "SQLite 3.40.1 has the WAL-reset bug; the store keeps a rollback journal, "
        + "so it is not reachable.")
  }
}
