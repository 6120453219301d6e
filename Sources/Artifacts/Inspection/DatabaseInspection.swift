import Foundation
import GRDB

/// The checks of the database file itself.
enum DatabaseInspection {
  static func findings(_ database: Database) throws -> [Finding] {
    try pages(database) + references(database) + schema(database)
  }

  private static func pages(_ database: Database) throws -> [Finding] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }.map {
      Finding(
        .brokenPages, "store.sqlite",
        "The database file is damaged (\($0)); restore the store from a backup.")
    }
  }

  private static func references(_ database: Database) throws -> [Finding] {
    try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
      let (table, parent) = (row["table"] as String, row["parent"] as String)
      return Finding(
        .brokenReference, table,
        "A row of '\(table)' names a row of '\(parent)' that does not exist.")
    }
  }

  /// Compares the tables and indexes with those that the migrations make.
  private static func schema(_ database: Database) throws -> [Finding] {
    let query = """
      SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'
      """
    func objects(_ database: Database) throws -> [String: String] {
      try Row.fetchAll(database, sql: query).reduce(into: [:]) { $0[$1[0]] = $1[1] }
    }
    let wanted = try DatabaseQueue().inDatabase { fresh in
      try StoreMigration.migrate(fresh, path: "memory")
      return try objects(fresh)
    }
    let found = try objects(database)
    return Set(wanted.keys).union(found.keys).sorted().compactMap { name in
      guard wanted[name] != found[name] else { return nil }
      let what = found[name] == nil ? "is missing" : wanted[name] == nil ? "is no part" : "differs"
      return Finding(
        .foreignSchema, name, "The \(name) \(what) of the schema; another program changed it.")
    }
  }
}
