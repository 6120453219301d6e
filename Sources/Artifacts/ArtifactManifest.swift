/// What an artifact consists of; the SHA-256 of its stable JSON names the artifact.
package struct ArtifactManifest: Hashable, Sendable {
  /// One file of the folder.
  package struct Entry: Hashable, Sendable {
    /// The path within the folder.
    package var path: RelativePath
    /// The hash of the bytes.
    package var sha256: BlobDigest
    /// The number of bytes.
    package var bytes: Int
  }

  /// What the folder holds, for example "model".
  package let kind: String
  /// The files, sorted by the bytes of their paths.
  package let files: [Entry]

  /// The most files that an artifact may have.
  static let mostFiles = 100_000

  /// Creates a manifest, if the files can lie beside each other in one folder.
  init?(kind: String, files: [Entry]) {
    self.kind = kind
    self.files = files.sorted { $0.path < $1.path }
    let paths = Set(files.map(\.path))
    guard paths.count == files.count, files.count <= Self.mostFiles,
      files.allSatisfy({ paths.isDisjoint(with: $0.path.folders) })
    else { return nil }
  }
}

extension ArtifactManifest: Codable {
  private enum Key: String, CodingKey {
    case kind, files
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let (kind, files) = (
      try container.decode(String.self, forKey: .kind),
      try container.decode([Entry].self, forKey: .files)
    )
    guard let manifest = ArtifactManifest(kind: kind, files: files), manifest.files == files else {
      throw DecodingError.dataCorruptedError(
        forKey: .files, in: container,
        debugDescription: "files that lie beside each other in one folder are expected, in order")
    }
    self = manifest
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(kind, forKey: .kind)
    try container.encode(files, forKey: .files)
  }
}

extension ArtifactManifest.Entry: Codable {
  private enum Key: String, CodingKey {
    case path, sha256, bytes
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    path = try container.decode(RelativePath.self, forKey: .path)
    sha256 = try container.decode(BlobDigest.self, forKey: .sha256)
    bytes = try container.decode(Int.self, forKey: .bytes)
    guard StoredRow.count.contains(bytes) else {
      throw DecodingError.dataCorruptedError(
        forKey: .bytes, in: container, debugDescription: "a size is expected")
    }
  }
}
