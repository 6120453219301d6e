import Foundation
import GRDB

extension ArtifactStore {
  /// Removes artifacts that no result, checkpoint or pin refers to, and bytes only they used.
  ///
  /// Rows go first: a kill in between leaves bytes without a row, which is harmless, whereas a
  /// row without its bytes would be damage.
  func removeUnused(_ digests: [ArtifactDigest], in session: RunSession) throws {
    let candidates = try write(session) { database in
      var blobs: Set<BlobDigest> = []
      for digest in digests.map(\.hexadecimal) {
        let uses = ["resultOutput WHERE artifact", "checkpoint WHERE artifact", "pin WHERE name"]
        if try uses.contains(where: { try database.exists("\($0) = ?", [digest]) }) { continue }
        blobs.formUnion(
          try database.rows(
            of: .artifactFile, "SELECT * FROM artifactFile WHERE artifact = ?", [digest]
          ) { try $0.name("blob", BlobDigest.self) })
        try database.execute(
          sql: "DELETE FROM artifact WHERE digest = ?", arguments: [digest])
      }
      return try blobs.filter { try removeRow(ofUnusedBlob: $0, database) }
    }
    try removeBytes(candidates, in: session)
  }

  private func removeRow(ofUnusedBlob blob: BlobDigest, _ database: Database) throws -> Bool {
    try database.execute(
      sql: """
        DELETE FROM blob WHERE sha256 = ?1
          AND NOT EXISTS (SELECT 1 FROM artifactFile WHERE blob = ?1)
        """, arguments: [blob.hexadecimal])
    return database.changesCount > 0
  }

  /// Removes bytes without a row; the transaction keeps others from adding such a row meanwhile.
  private func removeBytes(_ unused: Set<BlobDigest>, in session: RunSession) throws {
    guard !unused.isEmpty else { return }
    try write(session) { database in
      for blob in unused.sorted() {
        let isKnown = try database.exists("blob WHERE sha256 = ?", [blob.hexadecimal])
        if !isKnown { try blobs.remove(blob) }
      }
    }
  }
}
