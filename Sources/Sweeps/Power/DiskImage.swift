import Foundation

/// The content of a disk: files and folders by number, and the names that lead to them.
struct DiskImage: Equatable, Sendable {
  /// The number of the topmost folder.
  static let root = 0

  private(set) var files: [Int: [UInt8]] = [:]
  private(set) var folders: [Int: [String: Int]] = [root: [:]]

  /// Reads a real folder.
  init(contentsOf url: URL) throws {
    try read(url, into: Self.root)
  }

  /// The lowest number that is not in use.
  var nextNode: Int { max(files.keys.max() ?? 0, folders.keys.max() ?? 0) + 1 }

  /// Returns what a path stands for.
  func node(at path: String) -> Int? {
    path.split(separator: "/").reduce(Self.root) { folder, name in
      guard name != ".", let folder else { return folder }
      return folders[folder]?[String(name)]
    }
  }

  /// Makes a change.
  mutating func apply(_ change: DiskChange) {
    switch change {
    case .write(let file, let offset, let bytes):
      let end = offset + bytes.count
      grow(file, to: end)
      files[file]?.replaceSubrange(offset..<end, with: bytes)
    case .length(let file, let length):
      grow(file, to: length)
      files[file]?.removeSubrange(length...)
    case .names(let names):
      for change in names { folders[change.folder, default: [:]][change.name] = change.node }
    }
  }

  /// Makes a number a file or a folder, empty as yet.
  mutating func add(_ node: Int, isFolder: Bool) {
    if isFolder { folders[node] = [:] } else { files[node] = [] }
  }

  /// Writes all that names lead to into a folder.
  func write(to url: URL) throws {
    try write(Self.root, to: url)
  }

  /// Returns whether the same names lead to the same bytes.
  static func == (left: DiskImage, right: DiskImage) -> Bool {
    left.content == right.content
  }

  /// The bytes of each file by its path; a folder has none.
  private var content: [String: [UInt8]?] {
    var content: [String: [UInt8]?] = [:]
    var waiting = [(path: "", node: Self.root)]
    while let (path, node) = waiting.popLast() {
      content[path] = .some(folders[node] == nil ? files[node] ?? [] : nil)
      for (name, child) in folders[node] ?? [:] { waiting.append(("\(path)/\(name)", child)) }
    }
    return content
  }

  /// A hash of all that names lead to but of what the next run does not look at: unfinished work,
  /// and what the lock's file says.
  var fingerprint: Int {
    var hasher = Hasher()
    hash(Self.root, "", without: [DiskModel.unfinished, "home/run.lock"], &hasher)
    return hasher.finalize()
  }

  /// The same of a disk whose database has been opened: a journal that is still there is none,
  /// and the free pages of the database mean nothing.
  var recoveredFingerprint: Int {
    var hasher = Hasher()
    let (database, journal) = (CommitHistory.database, CommitHistory.journal)
    let ignored = [DiskModel.unfinished, "home/run.lock", database, journal]
    hash(Self.root, "", without: ignored, &hasher)
    hasher.combine(CommitHistory.state(of: self))
    return hasher.finalize()
  }

  private mutating func grow(_ file: Int, to length: Int) {
    let missing = length - files[file, default: []].count
    if missing > 0 { files[file, default: []] += [UInt8](repeating: 0, count: missing) }
  }

  private mutating func read(_ url: URL, into folder: Int) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: url.path).sorted() {
      let item = url.appending(path: name)
      let node = nextNode
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: item.path, isDirectory: &isFolder)
      folders[folder]?[name] = node
      add(node, isFolder: isFolder.boolValue)
      if isFolder.boolValue {
        try read(item, into: node)
      } else {
        files[node] = [UInt8](try Data(contentsOf: item))
      }
    }
  }

  private func write(_ node: Int, to url: URL) throws {
    guard let names = folders[node] else {
      return try Data(files[node] ?? []).write(to: url)
    }
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, child) in names { try write(child, to: url.appending(path: name)) }
  }

  private func hash(
    _ node: Int, _ path: String, without ignored: [String], _ hasher: inout Hasher
  ) {
    guard !ignored.contains(path) else { return }
    hasher.combine(path)
    guard let names = folders[node] else {
      return (files[node] ?? []).withUnsafeBytes { hasher.combine(bytes: $0) }
    }
    for (name, child) in names.sorted(by: { $0.key < $1.key }) {
      hash(child, path.isEmpty ? name : "\(path)/\(name)", without: ignored, &hasher)
    }
  }
}
