import Files
package import Foundation
import GRDB

/// A backup is a store of its own: the same files in another folder, which gets its final name
/// only after it has been verified.
extension ArtifactStore {
  /// Copies a snapshot of the store into a new folder, even while a run writes.
  ///
  /// Returns the findings of the check of the copy.
  package func backUp(to folder: URL) throws -> InspectionReport {
    try copy(to: folder) { _ in }
  }

  /// Copies a backup into a new folder, if it is exactly what `backUp` produces.
  ///
  /// A backup may come from anywhere, so nothing in it is trusted before all of it is checked; only
  /// bytes may be missing, which the next run recomputes.
  package func restore(to folder: URL) throws -> InspectionReport {
    try copy(to: folder) { copy in
      let foreign =
        try copy.inspectRows().findings.filter(\.isForeign)
        + BlobInspection(store: self).others([]).filter(\.isForeign)
      guard let first = foreign.first else { return }
      throw StoreError.unfitBackup(
        path: home.path, sentence: first.sentence, others: foreign.count - 1)
    }
  }

  /// Copies rows and bytes into a folder that gets its name once it is complete and verified.
  private func copy(
    to target: URL, checkingRows check: (ArtifactStore) throws -> Void
  ) throws -> InspectionReport {
    let url = target.absoluteURL.standardizedFileURL
    let (parent, name) = (
      try Folder.madeDurably(url.deletingLastPathComponent()), url.lastPathComponent
    )
    guard try parent.status(of: name) == nil else {
      throw StoreError.folderExists(path: target.path)
    }
    let partial = try PartialFolder(for: name, in: parent)
    defer { partial.remove() }
    // A newer checkpoint may replace an older one, bytes included, while they are copied; then
    // start over from a new snapshot of the rows.
    var attempt = 1
    while try !copy(to: partial, check) {
      attempt += 1
      guard attempt <= 20 else { throw StoreError.unsteadyBackup(path: target.path) }
    }
    let copy = try ArtifactStore(home: partial.url, creates: false, logger: logger)
    let report = try copy.inspect()
    try parent.move(partial.name, to: parent, as: name)
    return report
  }

  /// Copies a snapshot of the rows, then the bytes they name; false if bytes have vanished.
  private func copy(
    to partial: PartialFolder, _ check: (ArtifactStore) throws -> Void
  ) throws -> Bool {
    try partial.folder.remove(StorePlace.database)
    _ = try partial.folder.makeFile(StorePlace.database, mode: 0o600)
    try database.copy(to: StorePlace.database, in: partial.folder)
    let target = try ArtifactStore(home: partial.url, creates: false, logger: logger)
    try check(target)
    let digests = try target.database.write { database in
      // No process works on the copy.
      try database.execute(sql: "DELETE FROM lease")
      return try database.rows(of: .blob, "SELECT * FROM blob ORDER BY sha256") {
        try $0.name("sha256", BlobDigest.self)
      }
    }
    for digest in digests where try target.blobs.status(digest) == nil {
      if let file = try blobs.file(digest) {
        // Corrupt bytes are not copied; the check of the copy reports them as missing.
        _ = try target.blobs.copy(file, as: digest)
      } else if try !isNamed(digest) {
        return false
      }
    }
    try partial.folder.synchronize()
    return true
  }

  private func isNamed(_ digest: BlobDigest) throws -> Bool {
    try database.read { try $0.exists("blob WHERE sha256 = ?", [digest.hexadecimal]) }
  }
}
