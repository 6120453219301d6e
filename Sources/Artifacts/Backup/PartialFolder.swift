import Files
import Foundation

/// The folder of a copy under an unpredictable temporary name, while it is filled.
struct PartialFolder {
  let name: String
  let folder: Folder
  private let parent: Folder
  var url: URL { URL(filePath: folder.path, directoryHint: .isDirectory) }

  /// Creates the folder, and removes those that killed processes left from the same copy.
  init(for target: String, in parent: Folder) throws {
    self.parent = parent
    let beginning = ".\(target.prefix(100))."
    for name in try parent.names().usable
    where name.hasPrefix(beginning) && name.hasSuffix(Self.ending) {
      // A process that is still filling it holds its lock.
      guard try parent.status(of: name)?.kind == .folder, let left = try parent.folder(name),
        left.lock()
      else { continue }
      try FileManager.default.removeItem(atPath: left.path)
    }
    name = "\(beginning)\(UUID().uuidString)\(Self.ending)"
    folder = try parent.madeFolder(name, mode: 0o700)
    _ = folder.lock()
  }

  /// Removes the folder, unless it has its final name.
  func remove() {
    guard (try? parent.status(of: name)) != nil else { return }
    try? FileManager.default.removeItem(atPath: "\(parent.path)/\(name)")
  }

  private static let ending = ".partial"
}
