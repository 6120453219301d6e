import Files
import Foundation
import GRDB

/// Migrates a store of an earlier version to the newest one.
enum StoreMigration {
  /// The newest version.
  static var newest: Int { StoreStep.all.count }

  /// Migrates the file to the newest version; if several processes start, one does the work.
  static func migrate(_ database: Database, path: String) throws {
    let found = try version(of: database, path: path)
    if found > 0 { try StoreSchema.require(found, of: database, path: path) }
    guard found < newest else { return }
    if found > 0 {
      try requireIdle(database, path: path, version: found)
      try keepCopy(of: database, path: path, version: found)
    }
    // Steps recreate tables that others refer to; dropping the old one must not cascade to their
    // rows. SQLite ignores this pragma inside a transaction, so it comes before.
    try database.execute(sql: "PRAGMA foreign_keys = OFF")
    defer { try? database.execute(sql: "PRAGMA foreign_keys = ON") }
    try database.inTransaction(.immediate) {
      // Read again under the write lock: another process may have migrated meanwhile.
      let current = try version(of: database, path: path)
      for step in StoreStep.all.dropFirst(current) { try step.run(database) }
      try database.execute(sql: "PRAGMA application_id = \(StoreDatabase.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(newest)")
      return .commit
    }
  }

  /// Throws while a process of the earlier version is at work, which would not know its own tables.
  private static func requireIdle(_ database: Database, path: String, version: Int) throws {
    guard version > 1 else { return }
    let held = version < 5 ? "WHERE held = 1" : ""
    let query = "SELECT owner, boot, beat FROM lease \(held)"
    let machine = LeaseSurroundings.system
    for row in try Row.fetchAll(database, sql: query) {
      guard let text: String = row["owner"], let boot: String = row["boot"],
        let owner = try? StableJSON.value(LeaseOwner.self, from: text)
      else { continue }
      let record = LeaseRecord(
        token: 0, scope: .run, owner: owner,
        beat: LeaseMoment(boot: boot, nanoseconds: row["beat"] ?? 0))
      let standing = record.standing(
        at: machine.now(), on: machine.owner("", "").machine, isAlive: machine.isAlive(owner))
      guard standing != .held else {
        throw StoreError.locked(
          home: URL(filePath: path).deletingLastPathComponent().path, holder: record.sentence)
      }
    }
  }

  /// Keeps a complete, durable copy of the file beside it before it is changed.
  private static func keepCopy(of database: Database, path: String, version: Int) throws {
    let file = URL(filePath: path)
    let folder = try Folder(file.deletingLastPathComponent())
    let copy = "\(file.lastPathComponent).v\(version)"
    guard try folder.status(of: copy) == nil else { return }
    let partial = ".\(UUID().uuidString).partial"
    // VACUUM INTO accepts an existing empty file; one of its own making would follow the umask.
    _ = try folder.makeFile(partial, mode: 0o600)
    try database.execute(sql: "VACUUM INTO ?", arguments: ["\(folder.path)/\(partial)"])
    try folder.file(partial)?.synchronize()
    try folder.move(partial, to: folder, as: copy)
  }

  /// Returns the version of the file: 0 if it is new.
  static func version(of database: Database, path: String) throws -> Int {
    func answer(_ question: String) throws -> Int {
      try Int.fetchOne(database, sql: question) ?? 0
    }
    let application = try answer("PRAGMA application_id")
    let tables = try answer("SELECT count(*) FROM sqlite_schema")
    if application != StoreDatabase.applicationID && (application != 0 || tables > 0) {
      throw StoreError.notAStore(path: path)
    }
    let version = try answer("PRAGMA user_version")
    guard version <= newest else {
      throw StoreError.newerStore(path: path, version: version, known: newest)
    }
    let isUTF8 = try String.fetchOne(database, sql: "PRAGMA encoding") == "UTF-8"
    guard version >= 0, (version == 0) == (tables == 0), isUTF8 else {
      throw StoreError.corrupted(path: path, message: "its head names version \(version)")
    }
    return version
  }

  /// Whether the store shows no trace of ever having been used; computations are never deleted.
  static func isUntouched(_ database: Database) throws -> Bool {
    let marks = ["run", "artifact", "blob", "computation", "condemned"]
    return try marks.allSatisfy { try !database.exists($0) }
  }
}
