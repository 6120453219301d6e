import Files
package import Foundation

/// The hash of what lies at a path outside the store, whatever the path is called.
///
/// Links are followed there: people lay their data out as they like.
package enum ContentHash {
  /// Returns the hash of a file, or of the paths and hashes of all files in a folder.
  package static func of(_ url: URL) throws -> String {
    guard isFolder(url) else { return try hash(url).digest.hexadecimal }
    var entries: [ArtifactManifest.Entry] = []
    try add(Folder(url), at: url, prefix: "", depth: 0, to: &entries)
    guard let manifest = ArtifactManifest(kind: "folder", files: entries) else {
      throw StoreError.unusableName(path: url.path)
    }
    return try ArtifactDigest(of: manifest).hexadecimal
  }

  private static func add(
    _ folder: Folder, at url: URL, prefix: String, depth: Int,
    to entries: inout [ArtifactManifest.Entry]
  ) throws {
    guard depth <= FolderWalk.deepest, entries.count <= ArtifactManifest.mostFiles else {
      throw StoreError.tooManyFiles(path: url.path)
    }
    let names = try folder.names()
    if let name = names.unusable.first {
      throw StoreError.unusableName(path: "\(folder.path)/\(name)")
    }
    for name in names.usable {
      let place = url.appending(path: name)
      if isFolder(place) {
        try add(
          Folder(place), at: place, prefix: "\(prefix)\(name)/", depth: depth + 1, to: &entries)
        continue
      }
      guard let path = RelativePath(prefix + name) else {
        throw StoreError.unusableName(path: place.path)
      }
      let (sha256, bytes) = try hash(place)
      entries.append(ArtifactManifest.Entry(path: path, sha256: sha256, bytes: bytes))
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func hash(_ url: URL) throws -> (digest: BlobDigest, bytes: Int) {
    try SHA256Text.of(PlainFile(url, followingLinks: true))
  }
}
