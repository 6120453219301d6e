import Artifacts
import Foundation
import Logging
import Testing

/// A store with a finished run, an unfinished one with a checkpoint, and ways to damage it.
struct InspectionTests {
  private let temporary: TemporaryStore
  private var store: ArtifactStore { temporary.store }

  init() throws {
    temporary = try TemporaryStore()
    let first = try temporary.startRun(plan(["first", "second"]))
    for stage in ["first", "second"] {
      let work = computation(stage)
      try temporary.store.begin(work, stage: stage, in: first)
      let finished = FinishedWork(
        outputs: ["model": (try temporary.folder(["file": stage]), "model")],
        sections: [ReportSection(title: "Loss", items: [.prose("It fell.")])],
        metrics: [MetricPoint(name: "loss", step: 1, value: 1)], seconds: 1)
      _ = try temporary.store.finish(work.key, stage: stage, with: finished, in: first)
    }
    try temporary.store.setState(of: first, to: .finished)
    let second = try temporary.startRun(plan(seed: 2))
    try temporary.store.begin(computation("open"), stage: "first", in: second)
    try temporary.store.saveCheckpoint(
      try temporary.folder(["state": "one"]), at: CheckpointPlace(step: 1), metrics: [],
      of: computation("open").key, stage: "first", in: second)
    try temporary.store.setState(of: second, to: .interrupted)
    temporary.endTurn()
  }

  @Test func soundStoreHasNoFindings() throws {
    let report = try store.inspect()
    #expect(report.findings.isEmpty)
    #expect(report.blobs == 3 && report.isSound)
  }

  /// Statements that damage the rows behind the store's back, and what must be found.
  static let damagedRows: [(sql: String, kind: Finding.Kind)] = [
    ("DELETE FROM blob WHERE bytes = 3", .brokenReference),
    ("DELETE FROM artifact WHERE kind = 'checkpoint'", .brokenReference),
    ("DELETE FROM computation WHERE 1", .brokenReference),
    ("INSERT INTO metric VALUES ('nothing', 'loss', 1, 1.0, 0)", .brokenReference),
    ("CREATE TABLE other (id INTEGER)", .foreignSchema),
    ("DROP INDEX eventOnRun", .foreignSchema),
    ("DROP TABLE pin", .foreignSchema),
    ("UPDATE artifact SET manifest = '{\"files\":[],\"kind\":\"model\"}'", .wrongDigest),
    ("UPDATE artifact SET manifest = '{not JSON}'", .unreadableManifest),
    ("DELETE FROM artifactFile WHERE path = 'file'", .wrongFileList),
    ("UPDATE artifactFile SET path = 'renamed' WHERE path = 'state'", .wrongFileList),
    ("DELETE FROM resultOutput", .lostOutput),
    ("DELETE FROM result", .finishedWithoutResult),
    ("UPDATE stage SET key = NULL WHERE name = 'second'", .finishedWithoutResult),
    ("UPDATE stage SET state = 'waiting' WHERE name = 'second'", .finishedTooEarly),
    ("UPDATE run SET state = 'running' WHERE state = 'interrupted'", .runningWithoutProcess),
    ("UPDATE result SET sections = '[oops]'", .unreadableRecord),
    ("UPDATE event SET detail = '{oops}'", .unreadableRecord),
    (
      "INSERT INTO checkpoint SELECT (SELECT key FROM result), 9, 9, artifact, '', 0 "
        + "FROM checkpoint", .leftoverCheckpoint
    ),
    (
      "INSERT INTO computationInput SELECT key, 'model', 0, printf('%064d', 7) FROM result",
      .unknownInput
    ),
    ("INSERT INTO blob VALUES (printf('%064d', 7), 5)", .missingBytes),
    ("INSERT INTO blob VALUES (printf('%064d', 7), 5)", .unnamedBytes),
    ("UPDATE blob SET bytes = bytes + 1", .wrongSize),
  ]

  @Test(arguments: damagedRows.indices) func damagedRowIsNamed(index: Int) throws {
    let (sql, kind) = Self.damagedRows[index]
    try temporary.execute("PRAGMA foreign_keys = OFF; \(sql)")
    let store = try ArtifactStore(inspecting: temporary.home, logger: Logger(label: "test"))
    let report = try store.inspect()
    #expect(report.findings.contains { $0.kind == kind }, "\(report.findings.map(\.sentence))")
    #expect(report.findings.allSatisfy { !$0.sentence.isEmpty && $0.sentence.hasSuffix(".") })
  }

  /// Damage to files, and what must be found.
  static let damagedFiles: [(name: String, kind: Finding.Kind)] = [
    ("flip", .wrongBytes), ("truncate", .wrongSize), ("remove", .missingBytes),
    ("unprotect", .writableBytes), ("stray", .strayBytes), ("misplace", .misplacedFile),
    ("temporary", .unfinishedWork), ("quarantine", .quarantinedBytes),
  ]

  @Test(arguments: damagedFiles.indices) func damagedFileIsNamed(index: Int) throws {
    let (name, kind) = Self.damagedFiles[index]
    try damage(name)
    let report = try temporary.reopened().inspect()
    #expect(report.findings.map(\.kind) == [kind])
    #expect(report.isSound == (report.findings[0].severity == .notice))
  }

  @Test func brokenPagesAreNamed() throws {
    temporary.endTurn()
    let file = temporary.home.appending(path: "store.sqlite")
    let handle = try FileHandle(forUpdating: file)
    // The second page and those after it hold tables; the first, which has the schema, stays.
    try handle.seek(toOffset: 4096 * 6 + 50)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096 * 4))
    try handle.close()
    let findings = try? temporary.reopened().inspect().findings
    #expect(findings == nil || findings?.first?.kind == .brokenPages)
  }

  @Test func repairSetsWrongBytesAsideAndTheStoreGoesOn() throws {
    for name in ["flip", "unprotect", "stray", "temporary"] { try damage(name) }
    try temporary.execute("UPDATE run SET state = 'finished' WHERE state = 'interrupted'")
    let reader = try temporary.reopened()
    let lease = try reader.lease(for: "llamero fsck", scope: .store)
    let report = try reader.repair(under: lease)
    lease.release()
    #expect(report.isSound, "\(report.findings)")
    let left = try temporary.reopened().inspect().findings.map(\.kind)
    #expect(Set(left) == [.missingBytes, .quarantinedBytes])
  }

  private func damage(_ name: String) throws {
    let file = temporary.home.appending(path: "blobs/\(try temporary.blobFiles()[0])")
    let files = FileManager.default
    func write(_ path: String) throws {
      let url = temporary.home.appending(path: path)
      try files.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: url)
    }
    switch name {
    case "flip":
      try file.flipBit()
      try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    case "truncate":
      try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
      try Data().write(to: file)
      try files.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file.path)
    case "remove": try files.removeItem(at: file)
    case "unprotect":
      let last = temporary.home.appending(path: "blobs/\(try temporary.blobFiles()[1])")
      try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: last.path)
    case "stray": try write("blobs/ab/ab" + String(repeating: "0", count: 62))
    case "misplace": try write("blobs/ab/notes.txt")
    case "temporary": try write("temporary/1-sft/file")
    default: try write("quarantine/0123")
    }
  }
}
