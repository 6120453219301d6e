import Foundation
import GRDB
import Synchronization

/// The tables, indexes and triggers that a store must have, and how a file's differ from them.
struct StoreSchema {
  /// What is wrong with one of them.
  struct Difference {
    /// For example "table run".
    let name: String
    /// One sentence about it.
    let sentence: String
    /// Whether the store can be read regardless: a foreign table or index.
    let isHarmless: Bool
  }

  /// How the schema of a file differs from that of a version.
  static func differences(
    of database: Database, from version: Int
  ) throws -> [Difference] {
    let (found, wanted) = (try objects(database), try fresh(version))
    return Set(wanted.keys).union(found.keys).sorted().compactMap { name in
      guard wanted[name] != found[name] else { return nil }
      let what =
        found[name] == nil
        ? "is missing from" : wanted[name] == nil ? "does not belong to" : "differs from"
      return Difference(
        name: name, sentence: "The \(name) \(what) the schema; another program changed it.",
        isHarmless: wanted[name] == nil && isPassive(name, found[name] ?? ""))
    }
  }

  /// Throws if the schema is not that of a version, since our SQL could then mean something else.
  static func require(_ version: Int, of database: Database, path: String) throws {
    guard
      let wrong = try differences(of: database, from: version).first(where: { !$0.isHarmless })
    else { return }
    throw StoreError.foreignSchema(path: path, sentence: wrong.sentence)
  }

  /// Whether it is passive, a table or index: triggers and views can act on their own.
  private static func isPassive(_ name: String, _ sql: String) -> Bool {
    (name.hasPrefix("table ") || name.hasPrefix("index ")) && !sql.uppercased().contains("VIRTUAL")
  }

  private static func objects(_ database: Database) throws -> [String: String] {
    let query = """
      SELECT type || ' ' || name AS name, coalesce(sql, '') AS sql FROM sqlite_schema
      WHERE name NOT LIKE 'sqlite_%'
      """
    return try database.rows(of: .schema, query) {
      (try $0.text("name"), try $0.text("sql"))
    }.reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  /// The schema that the migrations make; made once for each version.
  private static func fresh(_ version: Int) throws -> [String: String] {
    if let known = known.withLock({ $0[version] }) { return known }
    let schema = try DatabaseQueue().inDatabase { fresh in
      for step in StoreStep.all.prefix(version) { try step.run(fresh) }
      return try objects(fresh)
    }
    known.withLock { $0[version] = schema }
    return schema
  }

  private static let known = Mutex<[Int: [String: String]]>([:])
}
