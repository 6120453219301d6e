import GRDB

/// Names the collections of a version 3 store by their questions, and merges equal ones.
///
/// Before, a collection was named by the key of the stage that asked, so that changing an option of
/// the stage started an empty collection of the same questions. Answers to either now count.
enum CollectionNaming {
  static func run(_ database: Database) throws {
    let names = try database.rows(of: .collection, "SELECT id FROM collection ORDER BY id") {
      try $0.text("id")
    }
    for old in names {
      // What cannot be read keeps its name; `fsck` says what is wrong with it.
      guard let set = try? QuestionSet(of: old, database) else { continue }
      if try database.exists("collection WHERE id = ?", [set.name]) {
        try join(old, to: set.name, database)
      } else {
        try rename(old, set, database)
      }
    }
  }

  private static func rename(_ old: String, _ set: QuestionSet, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE collection SET id = ?, shown = ? WHERE id = ?",
      arguments: [set.name, try set.shown(), old])
    for question in set.questions {
      try database.execute(
        sql: "UPDATE question SET collection = ?, body = ? WHERE collection = ? AND id = ?",
        arguments: [set.name, try StableJSON.text(question), old, question.id])
    }
    try move(old, to: set.name, database)
  }

  /// Moves the answers and askers of a collection to another with the same questions.
  ///
  /// Version 6 counts the answers afresh.
  private static func join(_ old: String, to name: String, _ database: Database) throws {
    try move(old, to: name, database)
    for table in ["question WHERE collection", "collection WHERE id"] {
      try database.execute(sql: "DELETE FROM \(table) = ?", arguments: [old])
    }
  }

  private static func move(_ old: String, to name: String, _ database: Database) throws {
    for table in ["answer", "asked"] {
      try database.execute(
        sql: "UPDATE \(table) SET collection = ? WHERE collection = ?", arguments: [name, old])
    }
  }
}
