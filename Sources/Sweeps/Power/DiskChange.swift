/// A change that a disk may have made durable or not, whole.
enum DiskChange: Sendable {
  case write(file: Int, offset: Int, bytes: [UInt8])
  case length(file: Int, Int)
  /// Entries of folders that change together: a rename takes a name away and gives one.
  case names([NameChange])

  /// The smallest piece that a disk writes whole.
  static let sector = 512

  /// Returns whether syncing a file or folder makes the change durable.
  func touches(_ node: Int) -> Bool {
    switch self {
    case .write(let file, _, _), .length(let file, _): file == node
    case .names(let names): names.contains { $0.folder == node }
    }
  }

  /// Returns the files and folders that the change is about.
  var nodes: [Int] {
    switch self {
    case .write(let file, _, _), .length(let file, _): [file]
    case .names(let names): names.flatMap { [$0.folder] + ($0.node.map { [$0] } ?? []) }
    }
  }

  /// Returns the first sectors of a write, so many of them; nil if the rest is nothing.
  func torn(afterSectors sectors: Int) -> DiskChange? {
    guard case .write(let file, let offset, let bytes) = self else { return nil }
    let end = (offset / Self.sector + sectors) * Self.sector - offset
    guard end > 0, end < bytes.count else { return nil }
    return .write(file: file, offset: offset, bytes: Array(bytes.prefix(end)))
  }

  /// The number of places at which the write can tear.
  var tears: Int {
    guard case .write(_, let offset, let bytes) = self else { return 0 }
    return (offset + bytes.count - 1) / Self.sector - offset / Self.sector
  }
}

/// What a name in a folder stands for from now on; nothing if there is no node.
struct NameChange: Sendable {
  let folder: Int
  let name: String
  let node: Int?
}
