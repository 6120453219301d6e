import Files
import Foundation

/// The folder of a store before its database is opened, with what must not lie there ruled out.
struct StorePlace {
  let home: URL
  let folder: Folder
  var database: URL { home.appending(path: Self.database) }
  /// Whether a transaction was left unfinished.
  let isTorn: Bool

  static let database = "store.sqlite"

  /// Finds a store, or makes an empty one if that is allowed and nothing shows that one was lost.
  init(_ home: URL, creates: Bool) throws {
    let isThere = FileManager.default.fileExists(atPath: home.path)
    guard isThere || creates else { throw StoreError.noStore(home: home.path) }
    self.home = home
    folder = try isThere ? Folder(home) : Folder.madeDurably(home, mode: 0o700)
    // Asked before the database is looked at: another process fills both, bytes at the end.
    let files = try Self.countOfBlobs(in: folder)
    let file = try folder.status(of: Self.database)
    guard file == nil || file?.kind == .file else {
      throw StoreError.notPlain(path: "\(folder.path)/\(Self.database)")
    }
    isTorn = try Self.hasJournal(folder)
    if file?.bytes ?? 0 == 0 {
      guard files == 0 else { throw StoreError.emptied(home: home.path, files: files) }
      guard creates else { throw StoreError.noStore(home: home.path) }
      // A killed process may have left the folder without its name being on disk.
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

  /// Whether SQLite will find a journal; what it would follow to elsewhere is refused.
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
    // A transaction over several databases ends its journal so, after the name of a file that
    // SQLite removes when it undoes the transaction. Llamero has no such transactions.
    var tail: [UInt8] = []
    try journal.read { tail = Array((tail + $0.suffix(8)).suffix(8)) }
    guard tail != [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7] else {
      throw StoreError.foreignJournal(path: "\(folder.path)/\(name)")
    }
    return true
  }
}
