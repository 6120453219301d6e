import Foundation
import GRDB

/// The database file of a store: the only place that opens connections and runs transactions.
///
/// Two processes share the file, a run and the pages. It keeps a rollback journal: the bug that
/// can lose commits in SQLite 3.7 to 3.51 lies in the write-ahead log, which is never used here.
struct StoreDatabase: Sendable {
  /// Marks the file as ours: "llam".
  static let applicationID = 0x6C6C_616D
  /// Where the file lies.
  let path: String
  /// The library that reads it.
  let library: SQLiteLibrary
  private let queue: DatabaseQueue

  /// Opens the file, creating or migrating it if needed.
  init(_ url: URL) throws {
    path = url.path
    library = try Self.checkedLibrary()
    let name = path
    queue = try Self.explained(name) {
      let queue = try DatabaseQueue(path: name, configuration: Self.configuration)
      try queue.inDatabase { database in
        try StoreMigration.migrate(database, path: name)
        try StoreSettings.verify(database)
      }
      return queue
    }
  }

  /// Opens a file to be read as it is, of whatever version up to this one.
  init(reading url: URL) throws {
    path = url.path
    library = try Self.checkedLibrary()
    let name = path
    queue = try Self.explained(name) {
      var configuration = Self.configuration
      configuration.readonly = true
      let queue = try DatabaseQueue(path: name, configuration: configuration)
      _ = try queue.read { try StoreMigration.version(of: $0, path: name) }
      return queue
    }
  }

  /// Runs statements that see one state of the store.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.explained(path) { try queue.read(body) }
  }

  /// Runs statements in one transaction that is on disk when this returns.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try Self.explained(path) { try queue.write(body) }
  }

  /// Copies the database as it is at one instant into a new file, by SQLite's own backup.
  func copy(to file: URL) throws {
    try Self.explained(path) {
      let target = try DatabaseQueue(path: file.path)
      try queue.backup(to: target)
      try target.close()
    }
    try DurableFile.synchronize(file)
    try DurableFile.synchronize(file.deletingLastPathComponent())
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
      let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: throw StoreError.busy(path: path)
      case .SQLITE_FULL: throw StoreError.diskFull(path: path)
      case .SQLITE_NOTADB: throw StoreError.notAStore(path: path)
      case .SQLITE_CORRUPT: throw StoreError.corrupted(path: path, message: message)
      default: throw StoreError.database(path: path, message: message)
      }
    }
  }
}
