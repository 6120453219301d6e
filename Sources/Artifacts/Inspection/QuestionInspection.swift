import GRDB

extension QuestionSet {
  /// Reads the questions that a collection has, whatever it is called.
  init(of collection: String, _ database: Database) throws {
    try self.init(database.questions(of: collection))
  }
}

extension Database {
  /// Returns the questions of a collection, in order.
  func questions(of collection: String) throws -> [Question] {
    try rows(
      of: .question, "SELECT * FROM question WHERE collection = ? ORDER BY position, id",
      [collection]
    ) { try $0.json("body") }
  }
}

/// The check that people were shown, and are shown, what the stage asked.
enum QuestionInspection {
  /// Names the collections whose questions are not those that were asked.
  static func findings(_ database: Database) throws -> [Finding] {
    try database.readableRows(of: .collection, "SELECT id FROM collection ORDER BY id") {
      try $0.text("id")
    }.compactMap { collection in
      guard try !isIntact(collection, database) else { return nil }
      return Finding(
        .alteredQuestions, collection,
        StoreError.alteredQuestions(collection: collection).description)
    }
  }

  /// Returns whether the questions of a collection still have its name and are shown as they were.
  ///
  /// One with an unreadable question, which is named elsewhere, is not taken for altered.
  static func isIntact(_ collection: String, _ database: Database) throws -> Bool {
    guard
      let recorded = try database.row(
        of: .collection, "SELECT * FROM collection WHERE id = ?", [collection],
        { try $0.text("shown") })
    else { return false }
    do {
      let set = try QuestionSet(of: collection, database)
      return try set.name == collection && set.shown() == recorded
    } catch StoreError.badRow {
      return true
    }
  }
}
