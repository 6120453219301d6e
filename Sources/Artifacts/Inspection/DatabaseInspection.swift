import Foundation
import GRDB

/// The checks of the database file itself.
enum DatabaseInspection {
  /// Returns what is wrong; with tables that are not ours, nothing else is looked at.
  static func findings(_ database: Database) throws -> [Finding] {
    let path = "store.sqlite"
    let version = try StoreMigration.version(of: database, path: path)
    let differences = try StoreSchema.differences(of: database, from: version)
    let schema = differences.map { Finding(.foreignSchema, $0.name, $0.sentence) }
    guard differences.allSatisfy(\.isHarmless) else { return schema }
    return try pages(database) + references(database) + schema
  }

  /// Whether the rows can be asked for.
  static func isReadable(_ findings: [Finding], _ database: Database) throws -> Bool {
    guard !findings.contains(where: { $0.kind == .brokenPages }) else { return false }
    let version = try StoreMigration.version(of: database, path: "store.sqlite")
    return try version == StoreMigration.newest
      && StoreSchema.differences(of: database, from: version).allSatisfy(\.isHarmless)
  }

  private static func pages(_ database: Database) throws -> [Finding] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }.map {
      Finding(
        .brokenPages, "store.sqlite",
        "The database file is damaged (\($0)); restore the store from a backup.")
    }
  }

  private static func references(_ database: Database) throws -> [Finding] {
    let broken = try database.rows(of: .schema, "PRAGMA foreign_key_check") {
      [try $0.text("table"), try $0.text("parent")]
    }
    let counts = broken.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { names, count in
      Finding(
        .brokenReference, names[0],
        count == 1
          ? "A row of '\(names[0])' refers to a row of '\(names[1])' that does not exist."
          : "\(count) rows of '\(names[0])' refer to rows of '\(names[1])' that do not exist.")
    }
  }
}
