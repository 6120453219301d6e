import Artifacts
import Foundation

/// Suggests the file that the user meant.
enum NearestFile {
  /// Returns the path with its first wrong part replaced by the nearest name in that folder.
  static func of(_ path: String) -> String? {
    var folder = URL(filePath: path)
    var missing: [String] = []
    while !FileManager.default.fileExists(atPath: folder.path) {
      missing.insert(folder.lastPathComponent, at: 0)
      folder = folder.deletingLastPathComponent()
    }
    guard let wrong = missing.first,
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path),
      let nearest = NearestName.of(wrong, among: names)
    else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let kept = parts.count - missing.count
    guard kept >= 0 else { return nil }
    return (parts.prefix(kept) + [nearest] + missing.dropFirst()).joined(separator: "/")
  }

  /// Throws with the nearest name if a file or folder does not exist.
  static func require(_ path: String) throws {
    if FileManager.default.fileExists(atPath: path) { return }
    throw CommandFailure.missingFile(path, nearest: of(path))
  }
}
