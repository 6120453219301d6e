package import Foundation
import GRDB
package import Logging

/// Everything Llamero remembers: artifacts, runs, metrics, questions and answers.
///
/// A folder (`.llamero`) holds the database `store.sqlite`, the bytes under `blobs/` and
/// unfinished work under `temporary/`. Bytes are on disk before a row names them.
package struct ArtifactStore: Sendable {
  /// The folder of the store.
  package let home: URL
  let database: StoreDatabase
  private(set) var blobs: BlobFolder
  let logger: Logger
  let now: @Sendable () -> Date
  let surroundings: LeaseSurroundings

  /// Opens the store in a folder, and makes one there if that is allowed.
  package init(
    home: URL, creates: Bool = true, logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    try self.init(home: home, creates: creates, logger: logger, now: now, in: .system)
  }

  /// Opens the store as a process on a machine would; tests bring a machine of their own.
  package init(
    home: URL, creates: Bool = true, logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }, in surroundings: LeaseSurroundings
  ) throws {
    let file = home.appending(path: "store.sqlite")
    if !FileManager.default.fileExists(atPath: file.path) {
      guard creates else { throw StoreError.noStore(home: home.path) }
      try DurableFile.createDurableFolder(home)
    }
    self.home = home
    self.logger = logger
    self.now = now
    self.surroundings = surroundings
    self.database = try StoreDatabase(file)
    self.blobs = try BlobFolder(home: home, logger: logger)
  }

  /// Opens a backup to be copied as it is; one of an earlier version is not changed.
  package init(backup home: URL, logger: Logger) throws {
    let file = home.appending(path: "store.sqlite")
    guard FileManager.default.fileExists(atPath: file.path) else {
      throw StoreError.noStore(home: home.path)
    }
    self.home = home
    self.logger = logger
    self.now = { Date() }
    self.surroundings = .system
    // A copy of a store that was killed in a transaction: undoing it changes the file.
    let isTorn = FileManager.default.fileExists(atPath: file.path + "-journal")
    self.database = try isTorn ? StoreDatabase(file) : StoreDatabase(reading: file)
    self.blobs = try BlobFolder(home: home, logger: logger)
  }

  /// Returns the store as one that hashes bytes at every use and not at the first one alone.
  package func paranoid() throws -> ArtifactStore {
    var store = self
    store.blobs = try BlobFolder(home: home, isParanoid: true, logger: logger)
    return store
  }

  /// The SQLite library that the store stands on.
  package var library: SQLiteLibrary { database.library }

  /// Returns the settings of the database connection, as SQLite reports them.
  package func settings() throws -> [String: String] {
    try database.read { try StoreSettings.read($0) }
  }

  /// The present time as the store writes it.
  var timestamp: String { Timestamp.text(now()) }
}
