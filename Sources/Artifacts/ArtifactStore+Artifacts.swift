package import Foundation
import GRDB

/// An artifact whose bytes are in the store and whose rows are still to be written.
struct PreparedArtifact {
  var digest: ArtifactDigest
  var manifest: ArtifactManifest
}

extension ArtifactStore {
  /// Moves the files of a folder into the store as one artifact, durably.
  package func commit(_ folder: URL, kind: String) throws -> ArtifactDigest {
    let prepared = try prepare(folder, kind: kind)
    try database.write { try insert(prepared, $0) }
    return prepared.digest
  }

  /// Returns an artifact whose bytes are all present and right, or nil if there is none.
  ///
  /// Each file is hashed when the process first asks for it, or each time in a paranoid store;
  /// wrong bytes are moved aside, so that the artifact counts as missing and is computed again.
  package func intactArtifact(_ digest: ArtifactDigest) throws -> ArtifactFolder? {
    guard let manifest = try manifest(of: digest) else { return nil }
    var intact = true
    for file in manifest.files where try !blobs.verify(file.sha256, bytes: file.bytes) {
      intact = false
    }
    return intact ? folder(digest, manifest) : nil
  }

  /// Returns the first file of an artifact whose bytes are missing or wrong, if there is one.
  func damagedFile(of digest: ArtifactDigest) throws -> String? {
    try manifest(of: digest)?.files.first { try !blobs.verify($0.sha256, bytes: $0.bytes) }?.path
  }

  /// Returns an artifact whose bytes are all present and right.
  package func artifact(_ digest: ArtifactDigest) throws -> ArtifactFolder {
    guard let folder = try intactArtifact(digest) else {
      throw StoreError.noSuchArtifact(digest.hexadecimal)
    }
    return folder
  }

  /// Returns the digest that begins with the digits, if exactly one does.
  package func digest(_ prefix: String) throws -> ArtifactDigest {
    let found = try database.read { database in
      try String.fetchAll(
        database, sql: "SELECT digest FROM artifact WHERE digest >= ?1 AND digest < ?1 || 'g'",
        arguments: [prefix])
    }
    guard found.count <= 1 else { throw StoreError.ambiguous(prefix, count: found.count) }
    guard !prefix.isEmpty, let digest = found.first.flatMap(ArtifactDigest.init) else {
      throw StoreError.noSuchArtifact(prefix)
    }
    return digest
  }

  /// Returns the list of an artifact's files, whether or not their bytes are present.
  package func manifest(of digest: ArtifactDigest) throws -> ArtifactManifest? {
    let text = try database.read { database in
      try String.fetchOne(
        database, sql: "SELECT manifest FROM artifact WHERE digest = ?",
        arguments: [digest.hexadecimal])
    }
    return try text.map { try StableJSON.value(ArtifactManifest.self, from: $0) }
  }

  /// Makes an empty folder for unfinished work, below `temporary/`.
  package func temporaryFolder(_ name: String) throws -> URL {
    let folder = home.appending(path: "temporary/\(name)")
    try DurableFile.remove(folder)
    try DurableFile.createFolder(folder)
    return folder
  }

  /// Removes unfinished work that processes left behind; the caller holds the lease.
  package func removeTemporaryFolders() throws {
    try DurableFile.remove(home.appending(path: "temporary"))
  }

  /// Moves the files of a folder into the store; the rows are still to be written.
  func prepare(_ folder: URL, kind: String) throws -> PreparedArtifact {
    let files = try FolderWalk.files(in: folder)
    guard !files.isEmpty else { throw StoreError.emptyFolder(kind: kind) }
    let entries = try files.map { file in
      let (sha256, bytes) = try blobs.adopt(file.url)
      return ArtifactManifest.Entry(path: file.path, sha256: sha256, bytes: bytes)
    }
    let manifest = ArtifactManifest(kind: kind, files: entries)
    return PreparedArtifact(digest: try ArtifactDigest(hashing: manifest), manifest: manifest)
  }

  /// Writes the rows of an artifact, inside a transaction.
  func insert(_ artifact: PreparedArtifact, _ database: Database) throws {
    let digest = artifact.digest.hexadecimal
    try database.execute(
      sql: "INSERT OR IGNORE INTO artifact VALUES (?, ?, ?, ?)",
      arguments: [
        digest, artifact.manifest.kind, try StableJSON.text(artifact.manifest), timestamp,
      ])
    for file in artifact.manifest.files {
      // Another process may have removed an unused blob since; no row without its bytes.
      guard blobs.isPresent(file.sha256, bytes: file.bytes) else {
        throw StoreError.noSuchArtifact(digest)
      }
      try database.execute(
        sql: "INSERT OR IGNORE INTO blob VALUES (?, ?)", arguments: [file.sha256, file.bytes])
      try database.execute(
        sql: "DELETE FROM condemned WHERE sha256 = ?", arguments: [file.sha256])
      try database.execute(
        sql: "INSERT OR IGNORE INTO artifactFile VALUES (?, ?, ?)",
        arguments: [digest, file.path, file.sha256])
    }
  }

  private func folder(_ digest: ArtifactDigest, _ manifest: ArtifactManifest) -> ArtifactFolder {
    let files = manifest.files.map { ($0.path, blobs.url($0.sha256)) }
    return ArtifactFolder(
      digest: digest, kind: manifest.kind,
      files: Dictionary(files, uniquingKeysWith: { first, _ in first }))
  }
}
