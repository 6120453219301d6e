import Files
package import Foundation
import GRDB

/// An artifact whose bytes are hashed and durable, but not yet moved into the store.
struct PreparedArtifact {
  var digest: ArtifactDigest
  var manifest: ArtifactManifest
  /// Where the files of the manifest lie, in its order.
  var sources: [FolderWalk.Found]
}

extension ArtifactStore {
  /// Moves the files of a folder into the store as one artifact, durably.
  package func commit(_ folder: URL, kind: String) throws -> ArtifactDigest {
    let prepared = try prepare(folder, kind: kind)
    try database.write { try insert(prepared, $0) }
    return prepared.digest
  }

  /// Returns an artifact if all its bytes are present and correct, else nil.
  ///
  /// Each file is hashed when the process first asks for it, or every time in a paranoid store;
  /// corrupt bytes are quarantined, so that the artifact counts as missing and is recomputed.
  package func intactArtifact(_ digest: ArtifactDigest) throws -> ArtifactFolder? {
    guard let manifest = try manifest(of: digest) else { return nil }
    var intact = true
    for file in manifest.files where try !blobs.verify(file.sha256, bytes: file.bytes) {
      intact = false
    }
    return intact ? folder(digest, manifest) : nil
  }

  /// Returns the first file of an artifact whose bytes are missing or corrupt, if any.
  func damagedFile(of digest: ArtifactDigest) throws -> RelativePath? {
    try manifest(of: digest)?.files.first { try !blobs.verify($0.sha256, bytes: $0.bytes) }?.path
  }

  /// Returns an artifact, all of whose bytes are present and correct.
  package func artifact(_ digest: ArtifactDigest) throws -> ArtifactFolder {
    guard let folder = try intactArtifact(digest) else {
      throw StoreError.noSuchArtifact(digest.hexadecimal)
    }
    return folder
  }

  /// Returns the digest that begins with the digits, if exactly one does.
  package func digest(_ prefix: String) throws -> ArtifactDigest {
    let found = try database.read { database in
      try database.rows(
        of: .artifact, "SELECT digest FROM artifact WHERE digest >= ?1 AND digest < ?1 || 'g'",
        [prefix]
      ) { try $0.name("digest", ArtifactDigest.self) }
    }
    guard found.count <= 1 else { throw StoreError.ambiguous(prefix, count: found.count) }
    guard !prefix.isEmpty, let digest = found.first else {
      throw StoreError.noSuchArtifact(prefix)
    }
    return digest
  }

  /// Returns the list of an artifact's files, whether or not their bytes are present.
  package func manifest(of digest: ArtifactDigest) throws -> ArtifactManifest? {
    try database.read { database in
      try database.row(
        of: .artifact, "SELECT digest, manifest FROM artifact WHERE digest = ?",
        [digest.hexadecimal]
      ) { try $0.json("manifest") }
    }
  }

  /// Makes an empty folder for unfinished work under a token, below `temporary/`.
  package func temporaryFolder(_ work: String, of token: Int) throws -> URL {
    let name = "\(token)-\(work)"
    let temporary = try folder.madeFolder("temporary", mode: 0o700)
    try removeAll(name, in: temporary)
    _ = try temporary.madeFolder(name, mode: 0o700)
    return home.appending(path: "temporary/\(name)")
  }

  /// Removes the unfinished work of leases that have ended.
  func removeLeftovers() throws {
    guard let temporary = try folder.folder("temporary") else { return }
    let names = try leftovers {
      try database.read { Set(try LeaseBook.fetch($0).held.keys) }
    }
    for name in names { try removeAll(name, in: temporary) }
  }

  /// Returns the entries of `temporary/` that are of no lease among some.
  func leftovers(besides tokens: () throws -> Set<Int>) throws -> [String] {
    guard try folder.status(of: "temporary")?.kind == .folder,
      let names = try folder.folder("temporary")?.names()
    else { return [] }
    // Read after the names: what a process makes meanwhile is not among them.
    let tokens = try tokens()
    return (names.usable + names.unusable).filter { name in
      !(name.split(separator: "-").first.flatMap { Int($0) }.map(tokens.contains) ?? false)
    }
  }

  /// Removes an entry, a folder with all its contents; no link is followed.
  private func removeAll(_ name: String, in folder: Folder) throws {
    guard try folder.status(of: name) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: "\(folder.path)/\(name)")
    } catch {
      // Another process that starts may remove the same; what matters is that it is gone.
      guard try folder.status(of: name) == nil else { throw error }
    }
  }

  /// Hashes the files of a folder and makes them durable, to be moved into the store.
  func prepare(_ folder: URL, kind: String) throws -> PreparedArtifact {
    let files = try FolderWalk.files(in: Folder(folder))
    guard !files.isEmpty else { throw StoreError.emptyFolder(kind: kind) }
    guard files.count <= ArtifactManifest.mostFiles else {
      throw StoreError.tooManyFiles(path: folder.path)
    }
    let entries = try files.map { file in
      let (sha256, bytes) = try blobs.prepare(file.name, in: file.folder)
      return ArtifactManifest.Entry(path: file.path, sha256: sha256, bytes: bytes)
    }
    guard let manifest = ArtifactManifest(kind: kind, files: entries) else {
      throw StoreError.unusableName(path: folder.path)
    }
    return PreparedArtifact(
      digest: try ArtifactDigest(of: manifest), manifest: manifest, sources: files)
  }

  /// Moves the files of an artifact into the store and writes its rows, inside a transaction.
  ///
  /// The transaction keeps other processes from taking the bytes for garbage before the rows are
  /// there.
  func insert(_ artifact: PreparedArtifact, _ database: Database) throws {
    let digest = artifact.digest.hexadecimal
    try database.insert(
      into: .artifact, ifThere: .keep,
      [
        "digest": digest, "kind": artifact.manifest.kind,
        "manifest": try StableJSON.text(artifact.manifest), "createdAt": timestamp,
      ])
    for (file, source) in zip(artifact.manifest.files, artifact.sources) {
      try blobs.adopt(source.name, in: source.folder, as: file.sha256)
      let blob = file.sha256.hexadecimal
      try database.insert(into: .blob, ifThere: .keep, ["sha256": blob, "bytes": file.bytes])
      // In use again: a pending garbage collection must no longer delete it.
      try database.execute(sql: "DELETE FROM condemned WHERE sha256 = ?", arguments: [blob])
      try database.insert(
        into: .artifactFile, ifThere: .keep,
        ["artifact": digest, "path": file.path.text, "blob": blob])
    }
  }

  private func folder(_ digest: ArtifactDigest, _ manifest: ArtifactManifest) -> ArtifactFolder {
    let places = manifest.files.reduce(into: [:]) { $0[$1.path] = blobs.url($1.sha256) }
    return ArtifactFolder(digest: digest, kind: manifest.kind, places: places)
  }
}
