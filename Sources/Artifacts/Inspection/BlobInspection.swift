import Foundation
import GRDB
import Glibc
import Synchronization

/// The checks of the bytes: every blob is read and hashed, and everything else is named.
struct BlobInspection {
  let store: ArtifactStore

  /// Checks the blobs that rows name, on several threads, then what else lies in the folder.
  func run(_ report: inout InspectionReport) throws {
    let known = try store.database.read { database in
      try Row.fetchAll(database, sql: "SELECT sha256, bytes FROM blob ORDER BY sha256")
        .map { (sha256: $0["sha256"] as String, bytes: $0["bytes"] as Int) }
    }
    let results = Results(count: known.count)
    DispatchQueue.concurrentPerform(iterations: known.count) { index in
      results.set(index, check(known[index].sha256, bytes: known[index].bytes))
    }
    for (blob, found) in zip(known, results.all) {
      report.findings += found
      report.blobs += 1
      report.bytes += blob.bytes
    }
    report.findings += try others(Set(known.map(\.sha256)))
  }

  private func check(_ sha256: String, bytes: Int) -> [Finding] {
    let file = store.blobs.url(sha256)
    let short = sha256.prefix(12)
    guard let size = store.blobs.size(of: file) else {
      return [Finding(.missingBytes, sha256, "The bytes of \(short) are missing.")]
    }
    guard size == bytes else {
      return [Finding(.wrongSize, sha256, "\(short) has \(size) bytes instead of \(bytes).")]
    }
    guard (try? SHA256Text.ofFile(file).sha256) == sha256 else {
      return [Finding(.wrongBytes, sha256, "The bytes of \(short) are not what they were.")]
    }
    var status = stat()
    guard stat(file.path, &status) == 0, status.st_mode & 0o222 != 0 else { return [] }
    return [Finding(.writableBytes, sha256, "The file of \(short) is not protected from writing.")]
  }

  /// Names what lies in the folder of bytes without a row.
  private func others(_ known: Set<String>) throws -> [Finding] {
    let condemned = try store.database.read { database in
      Set(try String.fetchAll(database, sql: "SELECT sha256 FROM condemned"))
    }
    return try store.blobs.files().compactMap { path in
      guard let sha256 = BlobFolder.hash(of: path) else {
        return Finding(.misplacedFile, path, "blobs/\(path) is none of the store's files.")
      }
      if known.contains(sha256) || condemned.contains(sha256) { return nil }
      return Finding(
        .strayBytes, sha256, "No row names \(sha256.prefix(12)); 'llamero gc' removes it.")
    }
  }

  /// The findings of each blob, filled in by many threads.
  private final class Results: Sendable {
    private let values: Mutex<[[Finding]]>

    init(count: Int) { values = Mutex(Array(repeating: [], count: count)) }

    func set(_ index: Int, _ findings: [Finding]) {
      values.withLock { $0[index] = findings }
    }

    var all: [[Finding]] { values.withLock { $0 } }
  }
}
