package import Foundation
import Glibc

/// The hash of what lies at a path outside the store, whatever the path is called.
package enum ContentHash {
  /// Returns the hash of a file, or of the paths and hashes of all files in a folder.
  package static func of(_ url: URL) throws -> String {
    guard try FolderWalk.kind(of: url, followingLinks: true) == S_IFDIR else {
      return try SHA256Text.ofFile(url).sha256
    }
    let entries = try FolderWalk.files(in: url, followingLinks: true).map { file in
      let (sha256, bytes) = try SHA256Text.ofFile(file.url)
      return ArtifactManifest.Entry(path: file.path, sha256: sha256, bytes: bytes)
    }
    return SHA256Text.of(try StableJSON.data(ArtifactManifest(kind: "folder", files: entries)))
  }
}
