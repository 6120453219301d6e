import Artifacts
import Foundation
import Synchronization
import Testing

struct BackupTests {
  private let temporary: TemporaryStore
  private let session: RunSession

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan())
    try temporary.store.begin(computation("work"), stage: "first", in: session)
  }

  private func save(_ step: Int) throws {
    try Self.save(step, in: temporary.store, session)
  }

  private static func save(_ step: Int, in store: ArtifactStore, _ session: RunSession) throws {
    let folder = try store.temporaryFolder("state-\(step)", of: 1)
    try Data("state \(step)".utf8).write(to: folder.appending(path: "state"))
    try store.saveCheckpoint(
      folder, at: CheckpointPlace(step: step),
      metrics: [MetricPoint(name: "loss", step: step, value: 1)], of: computation("work").key,
      stage: "first", in: session)
  }

  private func target(_ name: String = "copy") -> URL {
    temporary.home.appending(path: "copies/\(name)", directoryHint: .isDirectory)
  }

  private func makeFolder() throws {
    try FileManager.default.createDirectory(
      at: temporary.home.appending(path: "copies"), withIntermediateDirectories: true)
  }

  @Test func copyIsAStoreThatNobodyHolds() throws {
    try makeFolder()
    try save(1)
    let report = try temporary.store.backUp(to: target())
    #expect(report.isSound && report.blobs == 1)
    let copy = try TemporaryStore.open(target(), creates: false)
    #expect(!copy.isRunning)
    #expect(try copy.run("last").state == .interrupted)
    #expect(try copy.metrics(of: computation("work").key).count == 1)
    let lease = try copy.lease(for: "llamero run")
    #expect(lease.token == session.token + 1)
    lease.release()
  }

  @Test func existingFolderIsNotTouched() throws {
    try makeFolder()
    try FileManager.default.createDirectory(at: target(), withIntermediateDirectories: true)
    #expect(throws: StoreError.folderExists(path: target().path)) {
      try temporary.store.backUp(to: target())
    }
  }

  @Test func damageIsNamedInTheCopy() throws {
    try makeFolder()
    try save(1)
    let name = try #require(try temporary.blobFiles().first)
    try temporary.home.appending(path: "blobs/\(name)").flipBit()
    let report = try temporary.store.backUp(to: target())
    #expect(!report.isSound)
    #expect(report.findings.map(\.kind) == [.runningWithoutProcess, .missingBytes])
    #expect(try temporary.store.inspect().findings.contains { $0.kind == .wrongBytes })
  }

  /// How many copies are made while checkpoints are written; `LLAMERO_SWEEP=1` makes 1,000.
  private static let copies =
    ProcessInfo.processInfo.environment["LLAMERO_SWEEP"] == nil ? 8 : 1_000

  /// Every copy made while checkpoints are written holds all that was acknowledged before it began.
  @Test func copiesUnderWritingHoldAllThatWasAcknowledged() async throws {
    try makeFolder()
    let progress = Progress()
    let (store, session) = (temporary.store, session)
    let writer = Task.detached {
      var step = 0
      while !progress.isDone.load(ordering: .relaxed) {
        step += 1
        try Self.save(step, in: store, session)
        progress.acknowledged.store(step, ordering: .releasing)
      }
    }
    defer { progress.isDone.store(true, ordering: .relaxed) }
    for number in 0..<Self.copies {
      let before = progress.acknowledged.load(ordering: .acquiring)
      let report = try temporary.store.backUp(to: target("\(number)"))
      #expect(report.isSound, "\(report.findings)")
      let copy = try TemporaryStore.open(target("\(number)"), creates: false)
      let steps = try copy.metrics(of: computation("work").key).map(\.step)
      #expect(steps == Array(1..<(steps.count + 1)) && steps.count >= before)
      try FileManager.default.removeItem(at: target("\(number)"))
    }
    progress.isDone.store(true, ordering: .relaxed)
    try await writer.value
  }

  /// How far the writer is, and whether it may end.
  private final class Progress: Sendable {
    let acknowledged = Atomic(0)
    let isDone = Atomic(false)
  }
}
