import Files
package import Foundation
import GRDB
import Glibc
package import Logging

/// Everything Llamero stores: artifacts, runs, metrics, questions and answers.
///
/// A folder (`.llamero`) holds the database `store.sqlite`, the bytes under `blobs/` and
/// unfinished work under `temporary/`. Bytes are durable before a row names them.
package struct ArtifactStore: Sendable {
  /// The folder of the store.
  package let home: URL
  /// The same, open.
  let folder: Folder
  let database: StoreDatabase
  private(set) var blobs: BlobFolder
  let logger: Logger
  let now: @Sendable () -> Date
  let surroundings: LeaseSurroundings

  /// Opens the store in a folder, and creates one there if allowed.
  package init(
    home: URL, creates: Bool = true, logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }
  ) throws {
    try self.init(home: home, creates: creates, logger: logger, now: now, in: .system)
  }

  /// Opens the store as a process on a given machine; tests simulate machines of their own.
  package init(
    home: URL, creates: Bool = true, logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }, in surroundings: LeaseSurroundings
  ) throws {
    try self.init(
      StorePlace(home, creates: creates), for: .use, logger: logger, now: now, in: surroundings)
  }

  /// Opens a backup to be copied as it is; one of an earlier version is not changed.
  package init(backup home: URL, logger: Logger) throws {
    let place = try StorePlace(home, creates: false)
    // A copy of a store that was killed in a transaction: undoing it changes the file.
    try self.init(place, for: place.isTorn ? .use : .reading, logger: logger)
  }

  /// Opens a store to be checked, even one whose tables are not ours.
  package init(inspecting home: URL, logger: Logger) throws {
    try self.init(StorePlace(home, creates: false), for: .inspection, logger: logger)
  }

  private init(
    _ place: StorePlace, for purpose: StoreDatabase.Purpose, logger: Logger,
    now: @escaping @Sendable () -> Date = { Date() }, in surroundings: LeaseSurroundings = .system
  ) throws {
    home = place.home
    self.logger = logger
    self.now = now
    self.surroundings = surroundings
    folder = place.folder
    database = try StoreDatabase(place.database, for: purpose)
    blobs = try BlobFolder(
      home: place.folder, at: home, makes: purpose != .reading, logger: logger)
    try requireRows()
  }

  /// Throws if there are bytes, but no row shows that anything could have made them.
  private func requireRows() throws {
    // A file without all the tables was not made by just opening the store.
    func isUntouched() -> Bool {
      (try? database.read { try StoreMigration.isUntouched($0) }) ?? false
    }
    guard isUntouched() else { return }
    let files = try blobs.listing().files.count
    // Checked again: the very first process may have begun to work meanwhile.
    guard files == 0 || !isUntouched() else {
      throw StoreError.emptied(home: home.path, files: files)
    }
  }

  /// Returns the store in paranoid mode: it hashes bytes at every use, not only at the first.
  package func paranoid() throws -> ArtifactStore {
    var store = self
    store.blobs = try BlobFolder(
      home: folder, at: home, makes: false, isParanoid: true, logger: logger)
    return store
  }

  /// Throws up front if the store cannot be written.
  package func requireWritable() throws {
    guard access(home.path, W_OK) == 0, access(database.path, W_OK) == 0 else {
      throw StoreError.readOnly(home: home.path)
    }
  }

  /// The SQLite library in use.
  package var library: SQLiteLibrary { database.library }

  /// Returns the settings of the database connection, as SQLite reports them.
  package func settings() throws -> [String: String] {
    try database.read { try StoreSettings.read($0) }
  }

  /// The present time as the store writes it.
  var timestamp: String { Timestamp.text(now()) }
}
