import Files
package import Foundation

/// An artifact on disk: a folder of immutable files, each stored under the hash of its bytes.
package struct ArtifactFolder: Hashable, Sendable {
  /// The digest that names the artifact.
  package let digest: ArtifactDigest
  /// What the folder holds, for example "model".
  package let kind: String
  /// Where the bytes of each file are, by path within the folder.
  package let places: [RelativePath: URL]

  /// Creates a view of an artifact.
  package init(digest: ArtifactDigest, kind: String, places: [RelativePath: URL]) {
    self.digest = digest
    self.kind = kind
    self.places = places
  }

  /// Where the bytes of each file are, for callers that know the names.
  ///
  /// Of names that `String` considers equal only the first is here; `places` has them all.
  package var files: [String: URL] {
    Dictionary(
      places.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Returns where the bytes of a file lie.
  package func url(_ name: String) throws -> URL {
    guard let url = RelativePath(name).flatMap({ places[$0] }) else {
      throw StoreError.noSuchFile(
        name, artifact: digest.hexadecimal, has: places.keys.sorted().map(\.text))
    }
    return url
  }

  /// Returns the artifact without one of its files.
  package func without(_ name: String) -> ArtifactFolder {
    ArtifactFolder(
      digest: digest, kind: kind, places: places.filter { $0.key != RelativePath(name) })
  }

  /// Copies the files into a folder under their own names, for other programs.
  ///
  /// No link is followed, neither in the store nor in the folder.
  package func export(to folder: URL) throws {
    let target = try Folder.madeDurably(folder)
    for (path, source) in places.sorted(by: { $0.key < $1.key }) {
      let file = try PlainFile(source)
      let inner = try path.parts.dropLast().reduce(target) { try $0.madeFolder($1) }
      try inner.write(path.parts.last ?? path.text) { copy in try file.read { try copy.append($0) }
      }
    }
  }
}
