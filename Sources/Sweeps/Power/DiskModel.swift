import Foundation

/// What a disk holds after each event of a trace, and what of it would survive a power cut.
///
/// The model is pessimistic. Only fsync of a file makes its bytes durable, and only fsync of a
/// folder makes its names durable, those of new files, too. Until then each write, truncation,
/// creation, rename and removal may be on disk or not, independently of all others; a write may
/// also be there in part, in sectors of 512 bytes from its beginning. A rename is all or nothing.
struct DiskModel: Sendable {
  /// The folder of unfinished work, which the next run removes.
  static let unfinished = "home/temporary"

  /// What is on disk for certain.
  private(set) var durable: DiskImage
  /// What programs see: everything.
  private(set) var present: DiskImage
  /// The changes between the two, in order.
  private(set) var pending: [DiskChange] = []
  /// The kinds of fsync to ignore, to show that the sweep would notice.
  var ignored: Set<IgnoredSync> = []
  private var opened: [Int: Int] = [:]
  private var nextNode: Int

  /// Begins with a disk on which everything is durable.
  init(_ image: DiskImage) {
    durable = image
    present = image
    nextNode = image.nextNode
  }

  /// Forgets which files are open: another process follows.
  mutating func beginProcess() {
    opened = [:]
  }

  /// Follows an event.
  mutating func take(_ event: TraceEvent) throws {
    switch event {
    case .open(let handle, let isNew, let isCut, let path):
      let node = isNew ? try create(path, isFolder: false) : try node(path)
      opened[handle] = node
      if isCut { change(.length(file: node, 0)) }
    case .write(let handle, let offset, let bytes):
      change(.write(file: try node(handle), offset: offset, bytes: bytes))
    case .length(let path, let length): change(.length(file: try node(path), length))
    case .sync(let handle): sync(try node(handle))
    case .mkdir(let path): _ = try create(path, isFolder: true)
    case .remove(let path): change(.names([try name(path, nil)]))
    case .rename(let from, let to):
      change(.names([try name(from, nil), try name(to, node(from))]))
    case .link(let from, let to): change(.names([try name(to, node(from))]))
    }
  }

  private mutating func change(_ change: DiskChange) {
    present.apply(change)
    pending.append(change)
  }

  private mutating func create(_ path: String, isFolder: Bool) throws -> Int {
    let node = nextNode
    nextNode += 1
    present.add(node, isFolder: isFolder)
    durable.add(node, isFolder: isFolder)
    change(.names([try name(path, node)]))
    return node
  }

  private mutating func sync(_ node: Int) {
    let isFolder = present.folders[node] != nil
    guard !ignored.contains(isFolder ? .folders : .files) else { return }
    for change in pending where change.touches(node) { durable.apply(change) }
    pending.removeAll { $0.touches(node) }
  }

  private func node(_ path: String) throws -> Int {
    guard let node = present.node(at: path) else { throw SweepError.badTrace(path) }
    return node
  }

  private func node(_ handle: Int) throws -> Int {
    guard let node = opened[handle] else { throw SweepError.badTrace("number \(handle)") }
    return node
  }

  private func name(_ path: String, _ node: Int?) throws -> NameChange {
    let parts = path.split(separator: "/")
    let folder = try self.node(parts.dropLast().joined(separator: "/"))
    return NameChange(folder: folder, name: String(parts.last ?? ""), node: node)
  }
}

/// A kind of fsync that a broken disk or program leaves out.
enum IgnoredSync: String, CaseIterable, Sendable {
  case files, folders
}
