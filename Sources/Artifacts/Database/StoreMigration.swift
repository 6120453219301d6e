import Foundation
import GRDB

/// The versions of the schema, in order; a released one is never edited.
enum StoreMigration {
  /// The SQL that leads from version n to n + 1.
  static let steps: [[UInt8]] = [PackageResources.v1_store_sql]

  /// Brings the file to the newest version; of several processes that start, one does the work.
  static func migrate(_ database: Database, path: String) throws {
    guard try version(of: database, path: path) < steps.count else { return }
    try database.inTransaction(.immediate) {
      let current = try version(of: database, path: path)
      for step in steps.dropFirst(current) {
        try database.execute(sql: String(decoding: step, as: UTF8.self))
      }
      try database.execute(sql: "PRAGMA application_id = \(StoreDatabase.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(steps.count)")
      return .commit
    }
  }

  /// Returns the version of the file: 0 if it is new.
  private static func version(of database: Database, path: String) throws -> Int {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    if application != StoreDatabase.applicationID && (application != 0 || tables > 0) {
      throw StoreError.notAStore(path: path)
    }
    guard version <= steps.count else {
      throw StoreError.newerStore(path: path, version: version, known: steps.count)
    }
    return version
  }
}
