/// The SHA-256 of an artifact's manifest, as 64 hexadecimal digits.
package typealias ArtifactDigest = HexadecimalName<ArtifactMeaning>

/// An immutable folder of files.
package enum ArtifactMeaning: NameMeaning {
  package static let digits = 64
}

extension ArtifactDigest {
  init(of manifest: ArtifactManifest) throws {
    self.init(hashing: try StableJSON.text(manifest))
  }
}
