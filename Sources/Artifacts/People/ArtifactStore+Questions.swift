import GRDB

/// The progress of a collection.
package struct CollectionProgress: Hashable, Sendable {
  /// The number of questions.
  package let questions: Int
  /// The number of questions that need no further answer.
  package let answered: Int
  /// What people read beside each question, in Markdown.
  package let guidelines: String
}

/// What pages ask about a collection, each answered from an index, whatever its size.
extension ArtifactStore {
  /// Returns how far a collection is, or nil if there is none of this name.
  package func progress(of collection: String) throws -> CollectionProgress? {
    try database.read { database in
      try database.row(
        of: .collection, "SELECT * FROM collection WHERE id = ?", [collection]
      ) {
        CollectionProgress(
          questions: try $0.integer("questions"), answered: try $0.integer("answered"),
          guidelines: try $0.text("guidelines"))
      }
    }
  }

  /// Returns the question at a place of a collection.
  package func question(at position: Int, in collection: String) throws -> Question? {
    try question("SELECT body \(Self.place) LIMIT 1", [collection, position])
  }

  /// Returns the judgement of a person that is in force, if there is one.
  package func judgement(
    of question: String, in collection: String, by person: String
  ) throws -> Answer? {
    try database.read { database in
      try database.row(
        of: .answer,
        """
        SELECT * FROM answer WHERE collection = ? AND question = ? AND annotator = ?
        ORDER BY number DESC LIMIT 1
        """, [collection, question, person], Answer.init)
    }
  }

  /// Returns a person's judgements with their questions, the newest first.
  package func judgements(
    in collection: String, by person: String, newest limit: Int
  ) throws -> [(question: Question, answer: Answer)] {
    try database.read { database in
      try database.rows(
        of: .answer,
        """
        SELECT answer.*, body FROM answer JOIN question
          ON question.collection = answer.collection AND question.id = answer.question
        WHERE answer.collection = ? AND annotator = ? ORDER BY number DESC LIMIT ?
        """, [collection, person, limit]
      ) { (try $0.json("body", Question.self), try Answer($0)) }
    }
  }

  /// Returns how many questions of a collection a person has judged or skipped.
  package func judgedCount(in collection: String, by person: String) throws -> Int {
    try database.read { database in
      try Int.fetchOne(
        database,
        sql: """
          SELECT count(DISTINCT question) FROM answer WHERE collection = ? AND annotator = ?
          """, arguments: [collection, person]) ?? 0
    }
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
