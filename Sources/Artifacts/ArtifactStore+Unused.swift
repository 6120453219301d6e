import Foundation
import GRDB

extension ArtifactStore {
  /// Removes artifacts that no result, checkpoint or pin names, and the bytes only they had.
  ///
  /// Rows go first: a kill in between leaves bytes without a row, which are harmless.
  func removeUnused(_ digests: [String], in session: RunSession) throws {
    let candidates = try write(session) { database in
      var blobs: Set<String> = []
      for digest in digests {
        let used = try Bool.fetchOne(
          database,
          sql: """
            SELECT EXISTS (SELECT 1 FROM resultOutput WHERE artifact = ?1)
              OR EXISTS (SELECT 1 FROM checkpoint WHERE artifact = ?1)
              OR EXISTS (SELECT 1 FROM pin WHERE name = ?1)
            """, arguments: [digest])
        guard used == false else { continue }
        blobs.formUnion(
          try String.fetchAll(
            database, sql: "SELECT blob FROM artifactFile WHERE artifact = ?",
            arguments: [digest]))
        try database.execute(
          sql: "DELETE FROM artifact WHERE digest = ?", arguments: [digest])
      }
      return try blobs.filter { try removeRow(ofUnusedBlob: $0, database) }
    }
    try removeBytes(candidates, in: session)
  }

  private func removeRow(ofUnusedBlob sha256: String, _ database: Database) throws -> Bool {
    try database.execute(
      sql: """
        DELETE FROM blob WHERE sha256 = ?1
          AND NOT EXISTS (SELECT 1 FROM artifactFile WHERE blob = ?1)
        """, arguments: [sha256])
    return database.changesCount > 0
  }

  /// Removes bytes without a row; the transaction keeps others from writing such a row now.
  private func removeBytes(_ hashes: Set<String>, in session: RunSession) throws {
    guard !hashes.isEmpty else { return }
    try write(session) { database in
      for sha256 in hashes.sorted() {
        let known = try Bool.fetchOne(
          database, sql: "SELECT EXISTS (SELECT 1 FROM blob WHERE sha256 = ?)",
          arguments: [sha256])
        if known == false { try blobs.remove(sha256) }
      }
    }
  }
}
