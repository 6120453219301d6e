import GRDB

/// The settings of every connection, and the check that they are in force.
enum StoreSettings {
  /// Each setting and the value that SQLite reports for it.
  private static let wanted: [(name: String, value: String, readBack: String)] = [
    // Not WAL: before SQLite 3.51.3 (Debian 12 has 3.40.1) two connections that reset the log can
    // lose commits.
    ("journal_mode", "DELETE", "delete"),
    // EXTRA also syncs the folder after the journal is deleted; with FULL the journal can reappear
    // after a power cut and roll the last commit back.
    ("synchronous", "EXTRA", "3"),
    ("foreign_keys", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("mmap_size", "0", "0"),
  ]

  /// Sets up a new connection.
  static func apply(to database: Database) throws {
    for setting in wanted {
      _ = try Row.fetchAll(database, sql: "PRAGMA \(setting.name) = \(setting.value)")
    }
  }

  /// Throws if a setting is not in force.
  static func verify(_ database: Database) throws {
    let found = try read(database)
    for setting in wanted {
      // SQLite built without memory mapping reports no value at all.
      guard let value = found[setting.name], value != setting.readBack else { continue }
      throw StoreError.setting(name: setting.name, wanted: setting.value, found: value)
    }
  }

  /// Returns the settings in force, as SQLite reports them.
  static func read(_ database: Database) throws -> [String: String] {
    var found: [String: String] = [:]
    for setting in wanted {
      let row = try Row.fetchOne(database, sql: "PRAGMA \(setting.name)")
      let value = row.map { $0[0] as DatabaseValue }
      found[setting.name] = value?.storage.value.map { "\($0)" }
    }
    return found
  }
}
