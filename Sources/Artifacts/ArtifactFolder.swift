package import Foundation

/// An artifact on disk: a folder of immutable files, each stored under the hash of its bytes.
package struct ArtifactFolder: Hashable, Sendable {
  /// The digest that names the artifact.
  package let digest: ArtifactDigest
  /// What the folder holds, for example "model".
  package let kind: String
  /// Where the bytes of each file lie, by path within the folder.
  package let files: [String: URL]

  /// Creates a view of an artifact.
  package init(digest: ArtifactDigest, kind: String, files: [String: URL]) {
    self.digest = digest
    self.kind = kind
    self.files = files
  }

  /// Returns where the bytes of a file lie.
  package func url(_ name: String) throws -> URL {
    guard let url = files[name] else {
      throw StoreError.noSuchFile(name, artifact: digest.hexadecimal, has: files.keys.sorted())
    }
    return url
  }

  /// Copies the files into a folder, so that other programs find them under their names.
  package func export(to folder: URL) throws {
    for (path, source) in files.sorted(by: { $0.key < $1.key }) {
      let target = folder.appending(path: path)
      try DurableFile.createFolder(target.deletingLastPathComponent())
      try DurableFile.copy(source, to: target)
    }
  }
}
