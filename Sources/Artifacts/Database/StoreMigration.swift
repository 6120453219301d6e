import Foundation
import GRDB

/// The versions of the schema, in order; a released one is never edited.
enum StoreMigration {
  /// The SQL that leads from version n to n + 1.
  static let steps: [[UInt8]] = [
    PackageResources.v1_store_sql, PackageResources.v2_reliability_sql,
    PackageResources.v3_people_sql,
  ]

  /// Brings the file to the newest version; of several processes that start, one does the work.
  static func migrate(_ database: Database, path: String) throws {
    let found = try version(of: database, path: path)
    guard found < steps.count else { return }
    if found > 0 { try keepCopy(of: database, path: path, version: found) }
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

  /// Puts a copy of the file as it is beside it, whole and on disk, before it is changed.
  private static func keepCopy(of database: Database, path: String, version: Int) throws {
    let copy = URL(filePath: "\(path).v\(version)")
    guard !FileManager.default.fileExists(atPath: copy.path) else { return }
    let partial = URL(filePath: "\(copy.path).\(UUID().uuidString)")
    try DurableFile.remove(partial)
    try database.execute(sql: "VACUUM INTO ?", arguments: [partial.path])
    try DurableFile.synchronize(partial)
    try DurableFile.rename(partial, to: copy)
  }

  /// Returns the version of the file: 0 if it is new.
  static func version(of database: Database, path: String) throws -> Int {
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
