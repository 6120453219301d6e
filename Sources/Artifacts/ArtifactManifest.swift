/// What an artifact consists of; the SHA-256 of its stable JSON names the artifact.
package struct ArtifactManifest: Codable, Hashable, Sendable {
  /// One file of the folder.
  package struct Entry: Codable, Hashable, Sendable {
    /// The path within the folder, with "/" between its parts.
    package var path: String
    /// The hash of the bytes.
    package var sha256: String
    /// The number of bytes.
    package var bytes: Int
  }

  /// What the folder holds, for example "model".
  package var kind: String
  /// The files, sorted by the bytes of their paths.
  package var files: [Entry]

  init(kind: String, files: [Entry]) {
    self.kind = kind
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
