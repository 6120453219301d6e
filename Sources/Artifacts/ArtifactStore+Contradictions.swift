import Foundation
import GRDB

extension ArtifactStore {
  /// Returns what contradicts the store's promises, a sentence each; a sound store has none.
  ///
  /// Every stored byte is read again, and nothing is changed or moved.
  package func contradictions() throws -> [String] {
    try database.read { database in
      try damagedPages(database) + brokenReferences(database) + wrongBytes(database)
        + wrongManifests(database)
    }
  }

  /// Returns the files below `blobs/` that no row names: harmless, but they take space.
  package func bytesWithoutRow() throws -> [String] {
    let known = try database.read { database in
      try String.fetchSet(database, sql: "SELECT sha256 FROM blob")
    }
    return try FolderWalk.files(in: home.appending(path: "blobs")).map(\.path)
      .filter { !known.contains(URL(filePath: $0).lastPathComponent) }
  }

  private func damagedPages(_ database: Database) throws -> [String] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check")
      .filter { $0 != "ok" }.map { "The database is damaged: \($0)." }
  }

  private func brokenReferences(_ database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
      "A row of '\(row[0] as String)' refers to a missing row of '\(row[2] as String)'."
    }
  }

  private func wrongBytes(_ database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "SELECT sha256, bytes FROM blob").compactMap { row in
      let sha256: String = row["sha256"]
      let file = blobs.url(sha256)
      guard FileManager.default.fileExists(atPath: file.path) else {
        return "The row of blob \(sha256) has no bytes."
      }
      let found = try SHA256Text.ofFile(file)
      let isRight = found.sha256 == sha256 && found.bytes == row["bytes"]
      return isRight ? nil : "The bytes of blob \(sha256) are wrong."
    }
  }

  private func wrongManifests(_ database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "SELECT digest, manifest FROM artifact").compactMap { row in
      let digest: String = row["digest"]
      let manifest = try StableJSON.value(ArtifactManifest.self, from: row["manifest"])
      let files = try Row.fetchAll(
        database, sql: "SELECT path, blob FROM artifactFile WHERE artifact = ?",
        arguments: [digest])
      let stored = Set(files.map { "\($0["path"] as String) \($0["blob"] as String)" })
      let listed = Set(manifest.files.map { "\($0.path) \($0.sha256)" })
      let isRight = try stored == listed && ArtifactDigest(hashing: manifest).hexadecimal == digest
      return isRight ? nil : "Artifact \(digest) does not have the files that its manifest lists."
    }
  }
}
