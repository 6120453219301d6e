import Files
import Foundation

/// The folder of a store before its database is opened, checked for what must not be there.
struct StorePlace {
  let home: URL
  let folder: Folder
  var database: URL { home.appending(path: Self.database) }
  /// Whether a transaction was left unfinished.
  let isTorn: Bool

  static let database = "store.sqlite"

  /// Finds a store, or creates an empty one if allowed and no sign of a lost one is found.
  init(_ home: URL, creates: Bool) throws {
    let isThere = FileManager.default.fileExists(atPath: home.path)
    guard isThere || creates else { throw StoreError.noStore(home: home.path) }
    self.home = home
    folder = try isThere ? Folder(home) : Folder.madeDurably(home, mode: 0o700)
    // Counted before the database is looked at: another process may be filling both, and it
    // writes bytes after it has made the database.
    let files = try Self.countOfBlobs(in: folder)
    let file = try folder.status(of: Self.database)
    guard file == nil || file?.kind == .file else {
      throw StoreError.notPlain(path: "\(folder.path)/\(Self.database)")
    }
    isTorn = try Self.hasJournal(folder)
    if file?.bytes ?? 0 == 0 {
      guard files == 0 else { throw StoreError.emptied(home: home.path, files: files) }
      guard creates else { throw StoreError.noStore(home: home.path) }
      // A killed process may have made the folder without syncing its name.
      if isThere { _ = try Folder.madeDurably(home) }
      _ = try folder.makeFile(Self.database, mode: 0o600)
    }
  }

  private static func countOfBlobs(in folder: Folder) throws -> Int {
    guard try folder.status(of: "blobs") != nil, let blobs = try folder.folder("blobs") else {
      return 0
    }
    return try blobs.names().usable.reduce(0) { count, name in
      guard try blobs.status(of: name)?.kind == .folder else { return count }
      return try count + (blobs.folder(name)?.names().usable.count ?? 0)
    }
  }

  /// Whether SQLite will find a journal; one that would lead it elsewhere is refused.
  private static func hasJournal(_ folder: Folder) throws -> Bool {
    for suffix in ["-journal", "-wal", "-shm"] {
      let name = database + suffix
      guard let status = try folder.status(of: name) else { continue }
      guard status.kind == .file else {
        throw StoreError.notPlain(path: "\(folder.path)/\(name)")
      }
    }
    let name = "\(database)-journal"
    guard let journal = try folder.file(name) else { return false }
    // The journal of a transaction over several databases ends with this magic number, after the
    // name of a super-journal that SQLite deletes on rollback. Llamero has no such transactions.
    var tail: [UInt8] = []
    try journal.read { tail = Array((tail + $0.suffix(8)).suffix(8)) }
    guard tail != [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7] else {
      throw StoreError.foreignJournal(path: "\(folder.path)/\(name)")
    }
    return true
  }
}
