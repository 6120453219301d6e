import Files
package import Foundation
import GRDB

/// A backup is a store of its own: the same files in another folder, checked before it has its
/// name.
extension ArtifactStore {
  /// Copies the store as it is at one instant into a new folder, also while a run writes.
  ///
  /// Returns what the check of the copy saw.
  package func backUp(to folder: URL) throws -> InspectionReport {
    try copy(to: folder) { _ in }
  }

  /// Copies a backup into a new folder, if it is nothing else than what `backUp` leaves.
  ///
  /// A backup may come from anywhere, so that nothing of it counts before all of it is checked;
  /// only bytes may be missing, which the next run makes again.
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

  /// Copies rows and bytes into a folder that gets its name when all is there and checked.
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
    // A checkpoint may lose its bytes to a newer one while they are copied; then the rows are
    // copied anew.
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

  /// Copies the rows of one instant, then the bytes they name; false if bytes have gone meanwhile.
  private func copy(
    to partial: PartialFolder, _ check: (ArtifactStore) throws -> Void
  ) throws -> Bool {
    try partial.folder.remove(StorePlace.database)
    _ = try partial.folder.makeFile(StorePlace.database, mode: 0o600)
    try database.copy(to: StorePlace.database, in: partial.folder)
    let target = try ArtifactStore(home: partial.url, creates: false, logger: logger)
    try check(target)
    let digests = try target.database.write { database in
      // The copy belongs to no process.
      try database.execute(sql: "UPDATE lease SET held = 0")
      return try database.rows(of: .blob, "SELECT * FROM blob ORDER BY sha256") {
        try $0.name("sha256", BlobDigest.self)
      }
    }
    for digest in digests where try target.blobs.status(digest) == nil {
      if let file = try blobs.file(digest) {
        // Bytes that are wrong are not copied; the check of the copy misses and names them.
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
