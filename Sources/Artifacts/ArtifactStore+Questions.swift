import GRDB

/// The progress of a collection.
package struct CollectionProgress: Hashable, Sendable {
  /// The number of questions.
  package let questions: Int
  /// The number of questions with at least one answer.
  package let answered: Int
}

/// What pages ask about a collection, each answered from an index, whatever its size.
extension ArtifactStore {
  /// Returns how far a collection is, or nil if there is none of this name.
  package func progress(of collection: String) throws -> CollectionProgress? {
    try database.read { database in
      try database.row(
        of: .collection, "SELECT questions, answered FROM collection WHERE id = ?", [collection]
      ) {
        CollectionProgress(
          questions: try $0.integer("questions"), answered: try $0.integer("answered"))
      }
    }
  }

  /// Returns the first question without an answer, in the order of their places.
  package func openQuestion(in collection: String) throws -> Question? {
    try question(
      """
      SELECT body FROM question INDEXED BY questionOpen
      WHERE collection = ? AND isAnswered = 0 ORDER BY position, id LIMIT 1
      """, [collection])
  }

  /// Returns the question at a place of a collection.
  package func question(at position: Int, in collection: String) throws -> Question? {
    try question("SELECT body \(Self.place) LIMIT 1", [collection, position])
  }

  /// Returns whether the question at a place of a collection has an answer.
  package func isAnswered(at position: Int, in collection: String) throws -> Bool {
    try database.read { database in
      try database.row(
        of: .question, "SELECT isAnswered \(Self.place) LIMIT 1", [collection, position]
      ) { try $0.flag("isAnswered") }
    } ?? false
  }

  // Without INDEXED BY, SQLite walks the primary key in order to get the ids sorted.
  private static let place = """
    FROM question INDEXED BY questionOnPosition WHERE collection = ? AND position = ?
    ORDER BY position, id
    """

  private func question(_ query: String, _ arguments: StatementArguments) throws -> Question? {
    try database.read { database in
      try database.row(of: .question, query, arguments) { try $0.json("body", Question.self) }
    }
  }
}
