import Files
import Foundation
import GRDB
import Glibc

/// The database file of a store: the only place that opens connections and runs transactions.
///
/// Processes share the file, runs and the pages. It keeps a rollback journal: SQLite 3.7 to
/// 3.51 has a bug that can lose commits in the write-ahead log, which is never used here.
struct StoreDatabase: Sendable {
  /// What a file is opened for.
  enum Purpose {
    /// For use; a file of an earlier version is migrated, and a foreign one is refused.
    case use
    /// For reading as it is, whatever its version up to this one.
    case reading
    /// For checking; a file whose schema is not ours is left alone, and not refused.
    case inspection
  }

  /// Marks the file as ours: "llam".
  static let applicationID = 0x6C6C_616D
  /// Where the file lies.
  let path: String
  /// The library that reads it.
  let library: SQLiteLibrary
  private let queue: DatabaseQueue

  /// Opens the file; an empty one becomes a new store.
  init(_ url: URL, for purpose: Purpose = .use) throws {
    path = url.path
    library = try Self.checkedLibrary()
    let name = path
    queue = try Self.explained(name) {
      var configuration = Self.configuration
      configuration.readonly = purpose == .reading
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      try queue.inDatabase { try Self.prepare($0, path: name, for: purpose) }
      return queue
    }
  }

  private static func prepare(
    _ database: Database, path: String, for purpose: Purpose
  ) throws {
    let version = try StoreMigration.version(of: database, path: path)
    switch purpose {
    case .reading: try StoreSchema.require(version, of: database, path: path)
    case .inspection:
      let isOurs = try StoreSchema.differences(of: database, from: version)
        .allSatisfy(\.isHarmless)
      if isOurs { try StoreMigration.migrate(database, path: path) }
    case .use: try StoreMigration.migrate(database, path: path)
    }
    if purpose != .reading { try StoreSettings.verify(database) }
  }

  /// Runs statements that see a consistent snapshot of the store.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.explained(path) { try queue.read(body) }
  }

  /// Runs statements in one transaction, durable when this returns.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.explained(path) { try queue.write(body) }
  }

  /// Copies a snapshot of the database into an empty file, with SQLite's backup API.
  func copy(to name: String, in folder: Folder) throws {
    try Self.explained(path) {
      let target = try DatabaseQueue(path: "\(folder.path)/\(name)")
      try queue.backup(to: target)
      try target.close()
    }
    try folder.file(name)?.synchronize()
    try folder.synchronize()
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.label = "llamero.store"
    configuration.prepareDatabase { try StoreSettings.apply(to: $0) }
    return configuration
  }

  private static func checkedLibrary() throws -> SQLiteLibrary {
    let version = try DatabaseQueue().read { database in
      try String.fetchOne(database, sql: "SELECT sqlite_version()")
    }
    let library = SQLiteLibrary(version: version ?? "0")
    guard library.verdict != .tooOld else { throw StoreError.oldLibrary(version: library.version) }
    return library
  }

  /// Runs a body and turns SQLite's errors into facts about the store.
  private static func explained<Value>(
    _ path: String, _ body: () throws -> Value
  ) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw fact(error, path)
    } catch let error as RowDecodingError {
      throw StoreError.corrupted(path: path, message: "\(error)")
    }
  }

  private static func fact(_ error: DatabaseError, _ path: String) -> StoreError {
    let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    let folder = URL(filePath: path).deletingLastPathComponent().path
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path)
    case .SQLITE_FULL: return .diskFull(path: path)
    case .SQLITE_NOTADB: return .notAStore(path: path)
    // Our own SQL is correct, so a missing table or column means that the file was altered.
    case .SQLITE_CORRUPT, .SQLITE_ERROR: return .corrupted(path: path, message: message)
    case .SQLITE_READONLY: return .readOnly(home: folder)
    case .SQLITE_CANTOPEN where access(folder, W_OK) != 0: return .readOnly(home: folder)
    default: return .database(path: path, message: message)
    }
  }
}
