import Artifacts
import Foundation
import GRDB
import Logging
import Testing

/// A store that somebody made to harm: nothing outside of it is read, changed or removed.
struct HostileStoreTests {
  private let temporary: TemporaryStore
  private let victim: URL

  init() throws {
    temporary = try TemporaryStore()
    let session = try temporary.startRun(plan())
    let work = computation("work")
    try temporary.store.begin(work, stage: "first", in: session)
    let finished = FinishedWork(
      outputs: ["model": (try temporary.folder(["file": "text"]), "model")], sections: [],
      metrics: [MetricPoint(name: "loss", step: 1, value: 1)], seconds: 1)
    _ = try temporary.store.finish(work.key, stage: "first", with: finished, in: session)
    try temporary.store.setState(of: session, to: .finished)
    temporary.endTurn()
    victim = FileManager.default.temporaryDirectory.appending(
      path: "v\(UUID().uuidString.prefix(8))")
    try Data("precious".utf8).write(to: victim)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: victim.path)
  }

  private func expectVictimIsWell() throws {
    #expect(victim.text == "precious")
    let mode = try FileManager.default.attributesOfItem(atPath: victim.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  /// A text of 64 characters that leads from the folder of bytes to the victim.
  private var wayOut: String {
    let up = String(repeating: "../", count: 5)
    let rest = 64 - up.count - victim.path.count
    return up + String(repeating: "/", count: max(rest, 0)) + victim.path
  }

  private func inspecting(_ home: URL? = nil) throws -> ArtifactStore {
    try ArtifactStore(inspecting: home ?? temporary.home, logger: Logger(label: "test"))
  }

  private func restore() throws -> InspectionReport {
    let backup = try ArtifactStore(backup: temporary.home, logger: Logger(label: "test"))
    return try backup.restore(to: target)
  }

  private var target: URL {
    temporary.home.appending(path: "copies/new", directoryHint: .isDirectory)
  }

  private func expectNothingRestored() throws {
    let copies = temporary.home.appending(path: "copies").path
    #expect((try? FileManager.default.contentsOfDirectory(atPath: copies)) ?? [] == [])
  }

  @Test func aRowOfBytesWhoseNameIsAPathIsNamedAndUsedByNobody() throws {
    try #require(wayOut.utf8.count == 64)
    try temporary.execute("INSERT INTO blob VALUES ('\(wayOut)', 8)")
    let store = try inspecting()
    let lease = try store.lease(for: "llamero fsck --repair", scope: .store)
    let report = try store.repair(under: lease)
    #expect(report.findings.contains { $0.kind == .unsafeName && !$0.isRepaired })
    #expect(!report.isSound)
    #expect(throws: StoreError.self) { try store.collectGarbage(KeepRule(grace: 0), under: lease) }
    lease.release()
    #expect(throws: StoreError.self) { try store.backUp(to: target) }
    #expect(throws: StoreError.self) { try restore() }
    try expectNothingRestored()
    try expectVictimIsWell()
  }

  @Test func aCondemnedRowWhoseNameIsAPathRemovesNothing() throws {
    try temporary.execute(
      "INSERT INTO condemned VALUES ('\(wayOut)', '2001-01-01T00:00:00.000Z')")
    let store = try temporary.reopened()
    let lease = try store.lease(for: "llamero gc", scope: .store)
    defer { lease.release() }
    let error = #expect(throws: StoreError.self) {
      try store.collectGarbage(KeepRule(grace: 0), under: lease)
    }
    #expect(error?.description.contains("table 'condemned'") == true)
    #expect(try inspecting().inspect().findings.contains { $0.kind == .unsafeName })
    try expectVictimIsWell()
  }

  @Test(arguments: ["../../escaped", "/tmp/escaped-absolute", "a/../../escaped", "a\u{0}b", ""])
  func aManifestThatNamesFilesElsewhereIsExportedByNobody(path: String) throws {
    let blob = try #require(try temporary.texts("SELECT sha256 FROM blob").first)
    let encoded = path.replacing("\0", with: "\\u0000")
    let manifest =
      #"{"files":[{"bytes":4,"path":"\#(encoded)","sha256":"\#(blob)"}],"kind":"model"}"#
    let digest = SHA256Text.of(manifest)
    try temporary.execute(
      "INSERT INTO artifact VALUES ('\(digest)', 'model', '\(manifest)', "
        + "'2026-01-01T00:00:00.000Z')"
    )
    let store = try temporary.reopened()
    let error = #expect(throws: StoreError.self) {
      try store.artifact(try #require(ArtifactDigest(digest))).export(to: target)
    }
    #expect(error?.description.contains("table 'artifact'") == true)
    #expect(try store.inspect().findings.contains { $0.kind == .unreadableManifest })
    #expect(throws: StoreError.self) { try restore() }
    try expectNothingRestored()
  }

  @Test func aLinkInThePlaceOfBytesIsAFindingAndNeverFollowed() throws {
    let name = try #require(try temporary.blobFiles().first)
    let blob = temporary.home.appending(path: "blobs/\(name)")
    // The target has the right bytes, so that following the link would find nothing wrong.
    try Data("text".utf8).write(to: victim)
    try FileManager.default.removeItem(at: blob)
    try FileManager.default.createSymbolicLink(at: blob, withDestinationURL: victim)
    let store = try inspecting()
    let lease = try store.lease(for: "llamero fsck --repair", scope: .store)
    let report = try store.repair(under: lease)
    lease.release()
    #expect(report.findings.map(\.kind) == [.notAPlainFile] && !report.isSound)
    #expect(throws: (any Error).self) { try store.backUp(to: target) }
    #expect(throws: StoreError.self) { try restore() }
    try expectNothingRestored()
    try Data("precious".utf8).write(to: victim)
    try expectVictimIsWell()
  }

  @Test func aLinkInThePlaceOfTheFolderOfBytesIsRefused() throws {
    let elsewhere = temporary.home.appending(path: "elsewhere")
    let blobs = temporary.home.appending(path: "blobs")
    try FileManager.default.moveItem(at: blobs, to: elsewhere)
    try FileManager.default.createSymbolicLink(at: blobs, withDestinationURL: elsewhere)
    #expect(throws: (any Error).self) { try temporary.reopened() }
    #expect(throws: (any Error).self) { try restore() }
    try expectNothingRestored()
  }

  /// What no Llamero puts into a schema.
  @Test(
    arguments: [
      "CREATE TRIGGER extra AFTER UPDATE ON lease BEGIN DELETE FROM run; END",
      "CREATE VIEW extra AS SELECT * FROM run",
      "ALTER TABLE pin RENAME TO other; CREATE VIEW pin AS SELECT * FROM other",
      "DROP TABLE pin",
    ])
  func aForeignSchemaIsRefusedBeforeItCanDoAnything(sql: String) throws {
    try temporary.execute(sql)
    let error = #expect(throws: StoreError.self) { try temporary.reopened() }
    #expect(error?.description.contains("another program changed it") == true)
    #expect(throws: StoreError.self) { try restore() }
    #expect(try inspecting().inspect().findings.allSatisfy { $0.kind == .foreignSchema })
    try expectNothingRestored()
  }

  @Test func aTableThatIsNoneOfOursIsANuisanceInAStoreAndRefusedInABackup() throws {
    try temporary.execute("CREATE TABLE notes (text)")
    #expect(try temporary.reopened().runs().count == 1)
    #expect(throws: StoreError.self) { try restore() }
    try expectNothingRestored()
  }

  /// SQLite undoes a transaction over several databases by removing a file that the journal names.
  @Test func aJournalThatNamesAFileToRemoveIsRefused() throws {
    let journal = temporary.home.appending(path: "store.sqlite-journal")
    let name = Array(victim.path.utf8)
    let sum = name.reduce(UInt32(0)) { $0 &+ UInt32($1) }
    func word(_ number: UInt32) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }
    let magic: [UInt8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]
    let head = magic + word(0) + word(1) + word(1) + word(512) + word(4096)
    let body = [UInt8](repeating: 0, count: 512 - head.count)
    let tail = word(262_145) + name + word(UInt32(name.count)) + word(sum) + magic
    try Data(head + body + tail).write(to: journal)
    let error = #expect(throws: StoreError.self) { try temporary.reopened() }
    #expect(error == StoreError.foreignJournal(path: journal.path))
    #expect(throws: StoreError.self) { try restore() }
    try expectVictimIsWell()
  }

  @Test(arguments: ["store.sqlite-journal", "store.sqlite-wal", "store.sqlite"])
  func aLinkInThePlaceOfTheDatabaseOrItsJournalIsRefused(name: String) throws {
    let file = temporary.home.appending(path: name)
    try? FileManager.default.moveItem(at: file, to: temporary.home.appending(path: "moved"))
    try FileManager.default.createSymbolicLink(at: file, withDestinationURL: victim)
    #expect(throws: StoreError.notPlain(path: file.path)) { try temporary.reopened() }
    #expect(throws: StoreError.self) { try restore() }
    try expectVictimIsWell()
  }

  @Test func whatOthersMayNotSeeIsForTheOwnerAlone() throws {
    let temporary = try TemporaryStore()
    _ = try temporary.store.commit(try temporary.folder(["a": "1"]), kind: "text")
    try FileManager.default.removeItem(at: temporary.home.appending(path: "made"))
    let names = try FileManager.default.subpathsOfDirectory(atPath: temporary.home.path)
    for name in names + ["."] {
      let path = temporary.home.appending(path: name).path
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      let wanted = isFolder ? 0o700 : name.hasPrefix("blobs/") ? 0o400 : 0o600
      #expect(attributes[.posixPermissions] as? Int == wanted, "\(name)")
    }
  }

  @Test func aStoreThatOthersMayLookIntoIsNamedAndClosed() throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: temporary.home.path)
    let store = try inspecting()
    #expect(try store.inspect().findings.map(\.kind) == [.openToOthers])
    let lease = try store.lease(for: "llamero fsck --repair", scope: .store)
    #expect(try store.repair(under: lease).isSound)
    lease.release()
    #expect(try store.inspect().findings == [])
  }
}
