import Files

/// The plain files below a folder that becomes an artifact.
enum FolderWalk {
  /// A file, and the folder that it lies in.
  struct Found {
    let path: RelativePath
    let folder: Folder
    let name: String
  }

  /// The most folders that may lie in one another.
  static let deepest = 64

  /// Returns every file below a folder, sorted; other things than files are errors.
  static func files(in folder: Folder) throws -> [Found] {
    var found: [Found] = []
    try add(folder, prefix: "", depth: 0, to: &found)
    return found.sorted { $0.path < $1.path }
  }

  private static func add(
    _ folder: Folder, prefix: String, depth: Int, to found: inout [Found]
  ) throws {
    let names = try folder.names()
    if let name = names.unusable.first {
      throw StoreError.unusableName(path: "\(folder.path)/\(name)")
    }
    for name in names.usable {
      let place = "\(folder.path)/\(name)"
      switch try folder.status(of: name)?.kind {
      case .file:
        guard let path = RelativePath(prefix + name) else {
          throw StoreError.unusableName(path: place)
        }
        found.append(Found(path: path, folder: folder, name: name))
      case .folder where depth < deepest:
        guard let inner = try folder.folder(name) else { continue }
        try add(inner, prefix: "\(prefix)\(name)/", depth: depth + 1, to: &found)
      case nil: continue
      default: throw StoreError.notAPlainFile(path: place)
      }
    }
  }
}
