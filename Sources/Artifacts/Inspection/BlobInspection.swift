import Files
import Foundation
import GRDB
import Synchronization

/// The checks of the bytes: every blob is read and hashed, and everything else is named.
struct BlobInspection {
  let store: ArtifactStore

  /// Checks the blobs that rows name, on several threads, then what else lies in the folder.
  func run(_ report: inout InspectionReport) throws {
    let known = try store.database.read { database in
      try database.readableRows(of: .blob, "SELECT * FROM blob ORDER BY sha256") {
        (digest: try $0.name("sha256", BlobDigest.self), bytes: try $0.integer("bytes"))
      }
    }
    let results = Results(count: known.count)
    DispatchQueue.concurrentPerform(iterations: known.count) { index in
      results.set(index, check(known[index].digest, bytes: known[index].bytes))
    }
    for (blob, found) in zip(known, results.all) {
      report.findings += found
      report.blobs += 1
      report.bytes = report.bytes.adding(blob.bytes)
    }
    report.findings += try others(Set(known.map(\.digest)))
  }

  private func check(_ digest: BlobDigest, bytes: Int) -> [Finding] {
    let (name, short) = (digest.hexadecimal, digest.hexadecimal.prefix(12))
    func finding(_ kind: Finding.Kind, _ sentence: String) -> [Finding] {
      [Finding(kind, name, sentence)]
    }
    let blobs = store.blobs
    do {
      guard let status = try blobs.status(digest) else {
        return finding(.missingBytes, "The bytes of \(short) are missing.")
      }
      guard status.kind == .file else { return [] }
      guard status.bytes == bytes else {
        return finding(.wrongSize, "\(short) has \(status.bytes) bytes instead of \(bytes).")
      }
      guard let file = try blobs.file(digest), try SHA256Text.of(file).digest == digest else {
        return finding(.wrongBytes, "The bytes of \(short) do not match their hash.")
      }
      guard file.status.mode & 0o222 != 0 else { return [] }
      return finding(.writableBytes, "The file of \(short) is not write-protected.")
    } catch CocoaError.fileReadCorruptFile {
      // The walk through the folder names the link that lies there instead.
      return []
    } catch {
      return finding(
        .wrongBytes, "The bytes of \(short) cannot be read: \(error.localizedDescription)")
    }
  }

  /// Names what lies in the folder of bytes without a row, and what is no file at all.
  func others(_ known: Set<BlobDigest>) throws -> [Finding] {
    let condemned = try store.database.read { database in
      // The first version had none.
      guard try database.tableExists(StoredTable.condemned.rawValue) else {
        return Set<BlobDigest>()
      }
      return Set(
        try database.readableRows(of: .condemned, "SELECT * FROM condemned") {
          try $0.name("sha256", BlobDigest.self)
        })
    }
    let listing = try store.blobs.listing()
    let strays = listing.files.map(\.digest).filter {
      !known.contains($0) && !condemned.contains($0)
    }
    return listing.foreign.map {
      Finding(
        .notAPlainFile, $0,
        "blobs/\($0) is a link or otherwise not a file; it was not followed. Remove it.")
    }
      + listing.misplaced.map {
        Finding(.misplacedFile, $0, "blobs/\($0) is not one of the store's files.")
      }
      + strays.sorted().map { digest in
        let name = digest.hexadecimal
        return Finding(
          .strayBytes, name, "No row names \(name.prefix(12)); 'llamero gc' removes it.")
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
