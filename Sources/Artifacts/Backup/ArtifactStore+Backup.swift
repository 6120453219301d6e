package import Foundation
import GRDB

/// A backup is a store of its own: the same files in another folder, checked before it has its name.
extension ArtifactStore {
  /// Copies the store as it is at one instant into a new folder, also while a run writes.
  ///
  /// A backup is restored by copying it in turn.
  ///
  /// Returns what the check of the copy saw.
  package func backUp(to folder: URL) throws -> InspectionReport {
    try Self.requireAbsent(folder)
    let partial = folder.deletingLastPathComponent()
      .appending(path: ".\(folder.lastPathComponent).partial")
    try DurableFile.remove(partial)
    try DurableFile.createFolder(partial)
    do {
      // A checkpoint may lose its bytes to a newer one while they are copied; then the rows are
      // copied anew.
      var attempt = 1
      while try !copy(to: partial) {
        attempt += 1
        guard attempt <= 20 else { throw StoreError.unsteadyBackup(path: folder.path) }
      }
      let report = try ArtifactStore(home: partial, creates: false, logger: logger).inspect()
      try DurableFile.rename(partial, to: folder)
      return report
    } catch {
      try? DurableFile.remove(partial)
      throw error
    }
  }

  private static func requireAbsent(_ folder: URL) throws {
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      throw StoreError.folderExists(path: folder.path)
    }
  }

  /// Copies the rows of one instant, then the bytes they name; false if bytes have gone meanwhile.
  private func copy(to folder: URL) throws -> Bool {
    let file = folder.appending(path: "store.sqlite")
    try DurableFile.remove(file)
    try database.copy(to: file)
    let target = try ArtifactStore(home: folder, logger: logger)
    let blobs = try target.database.write { database in
      // The copy belongs to no process.
      try database.execute(sql: "UPDATE lease SET held = 0")
      return try String.fetchAll(database, sql: "SELECT sha256 FROM blob ORDER BY sha256")
    }
    for sha256 in blobs where !target.blobs.exists(sha256) {
      guard try !copyBytes(sha256, to: target.blobs.url(sha256)) else { continue }
      // Bytes that were lost before cannot be copied; the check of the copy names them.
      guard try isNamed(sha256) else { return false }
    }
    try DurableFile.synchronize(folder)
    return true
  }

  /// Copies the bytes with a hash; false if they are gone, also if they go meanwhile.
  private func copyBytes(_ sha256: String, to copy: URL) throws -> Bool {
    guard blobs.exists(sha256) else { return false }
    do {
      try DurableFile.createFolder(copy.deletingLastPathComponent())
      try DurableFile.copy(blobs.url(sha256), to: copy)
    } catch {
      guard blobs.exists(sha256) else { return false }
      throw error
    }
    try DurableFile.protect(copy)
    return true
  }

  private func isNamed(_ sha256: String) throws -> Bool {
    try database.read { database in
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?)",
        arguments: [sha256]) ?? false
    }
  }
}
