import Artifacts
import Foundation
import GRDB
import Logging

/// A store in a folder of its own, which goes away with the value.
final class TemporaryStore {
  let home: URL
  let store: ArtifactStore
  private var lease: Lease?

  init() throws {
    home = FileManager.default.temporaryDirectory.appending(path: "llamero-\(UUID().uuidString)")
    store = try Self.open(home)
  }

  /// Starts a run as the next process would, when the last one has given the lease back.
  func startRun(_ plan: RunPlan) throws -> RunSession {
    lease?.release()
    let lease = try store.lease(for: plan.command)
    self.lease = lease
    return try store.startRun(plan, under: lease)
  }

  /// Gives back the lease of the run that was started last.
  func endTurn() {
    lease?.release()
    lease = nil
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  static func open(_ home: URL, creates: Bool = true) throws -> ArtifactStore {
    try ArtifactStore(home: home, creates: creates, logger: Logger(label: "test"))
  }

  /// Opens the store a second time, as another process would.
  func reopened() throws -> ArtifactStore { try Self.open(home) }

  /// Writes files into a new folder on the store's disk.
  func folder(_ files: [String: String]) throws -> URL {
    let folder = home.appending(path: "made/\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return folder
  }

  /// Runs SQL behind the store's back.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: home.appending(path: "store.sqlite").path)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
  }

  /// Returns the first column of a query made behind the store's back.
  func texts(_ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: home.appending(path: "store.sqlite").path)
    return try queue.read { try String.fetchAll($0, sql: sql) }
  }

  /// Returns the names of all blob files.
  func blobFiles() throws -> [String] {
    let blobs = home.appending(path: "blobs")
    return try FileManager.default.subpathsOfDirectory(atPath: blobs.path)
      .filter { $0.contains("/") }.sorted()
  }
}

extension URL {
  /// The text in the file.
  var text: String { (try? String(contentsOf: self, encoding: .utf8)) ?? "" }

  /// Changes the lowest bit of one byte of a read-only file.
  func flipBit(at index: Int = 0) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    var data = try Data(contentsOf: self)
    data[index] ^= 1
    let handle = try FileHandle(forWritingTo: self)
    try handle.write(contentsOf: data)
    try handle.close()
  }
}

/// A small plan with the named stages, in order.
func plan(_ stages: [String] = ["first"], seed: UInt64 = 7) -> RunPlan {
  RunPlan(
    pipeline: "toy", file: "toy.yaml", seed: seed,
    definition: "{\"seed\":\(seed),\"stages\":\(stages)}", command: "llamero run toy.yaml",
    stages: stages.map { RunPlan.Stage(name: $0, kind: "numbers", configuration: "{}") })
}

/// A computation with the key of a text.
func computation(_ text: String, inputs: [String: [String]] = [:]) -> Computation {
  Computation(
    key: StageKey(hashing: text), kind: "numbers", version: 1, configuration: "{}",
    seed: UInt64.max, inputs: inputs)
}
