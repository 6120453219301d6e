import Foundation
import GRDB

extension ArtifactStore {
  /// Returns the opaque name of the collection that belongs to a stage key.
  package func collection(of key: StageKey) -> String {
    String(SHA256Text.of("collection \(key.hexadecimal)").prefix(16))
  }

  /// Puts questions before people; those already there stay as they are.
  package func publish(
    _ questions: [Question], of key: StageKey, in session: RunSession
  ) throws {
    let collection = collection(of: key)
    try write(session) { database in
      try database.execute(
        sql: "INSERT OR IGNORE INTO collection (id, key, createdAt) VALUES (?, ?, ?)",
        arguments: [collection, key.hexadecimal, timestamp])
      for var question in questions {
        question.collection = collection
        try database.execute(
          sql: """
            INSERT OR IGNORE INTO question (collection, id, position, body) VALUES (?, ?, ?, ?)
            """,
          arguments: [
            collection, question.id, question.index, try StableJSON.text(question),
          ])
      }
    }
  }

  /// How many judgements of one question are kept of one annotator, those not in force included.
  ///
  /// People change their mind a few times; a program that posts in a loop would fill the disk.
  package static let mostJudgements = 100

  /// Stores a judgement; it is on disk when this returns, and sending it again is harmless.
  ///
  /// One that says what the annotator's judgement in force says already is not stored again.
  package func append(_ answer: Answer) throws {
    guard (0...3).contains(answer.strength) else {
      throw StoreError.strengthOutOfRange(answer.strength)
    }
    try database.write { database in
      if try isStored(answer, database) { return }
      try requireQuestion(answer, database)
      try database.execute(
        sql: "INSERT INTO answer VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          answer.id, answer.collection, answer.question, answer.preferred.rawValue,
          answer.strength, answer.safety, answer.shownLeft.rawValue, answer.annotator,
          Timestamp.text(answer.createdAt),
        ])
    }
  }

  /// Returns the questions of a collection, in order.
  package func questions(in collection: String) throws -> [Question] {
    try database.read { database in
      try database.rows(
        of: .question, "SELECT * FROM question WHERE collection = ? ORDER BY position, id",
        [collection]
      ) { try $0.json("body") }
    }
  }

  /// Returns the judgements of a collection, in the order they came in.
  package func answers(in collection: String) throws -> [Answer] {
    try database.read { database in
      try database.rows(
        of: .answer, "SELECT * FROM answer WHERE collection = ? ORDER BY number", [collection],
        Answer.init)
    }
  }

  /// Returns the collections whose stage still waits for people, newest run first.
  package func openCollections() throws -> [CollectionRecord] {
    try database.read { database in
      try database.rows(of: .collection, Self.openCollectionsQuery, [], CollectionRecord.init)
    }
  }

  /// Returns whether the judgement is there: under its name, or as the annotator's one in force.
  private func isStored(_ answer: Answer, _ database: Database) throws -> Bool {
    if let stored = try database.row(
      of: .answer, "SELECT * FROM answer WHERE id = ?", [answer.id], Answer.init)
    {
      guard stored.isSameJudgement(as: answer) else {
        throw StoreError.answerTaken(id: answer.id)
      }
      return true
    }
    let earlier = try database.rows(
      of: .answer,
      """
      SELECT * FROM answer WHERE collection = ? AND question = ? AND annotator = ?
      ORDER BY number DESC LIMIT ?
      """,
      [answer.collection, answer.question, answer.annotator, Self.mostJudgements], Answer.init)
    if let inForce = earlier.first, inForce.isSameJudgement(as: answer) { return true }
    guard earlier.count < Self.mostJudgements else {
      throw StoreError.tooManyJudgements(by: answer.annotator, limit: Self.mostJudgements)
    }
    return false
  }

  private func requireQuestion(_ answer: Answer, _ database: Database) throws {
    let isThere = try database.exists(
      "question WHERE collection = ? AND id = ?", [answer.collection, answer.question])
    guard isThere else {
      throw StoreError.noSuchQuestion(
        collection: answer.collection, question: answer.question)
    }
  }

  private static let openCollectionsQuery = """
    SELECT collection.id, collection.key, run.id AS run, run.pipeline, stage.name AS stage,
      collection.questions, collection.answered, collection.leftWins, collection.rightWins,
      max(run.turn) AS turn
    FROM collection
    JOIN stage ON stage.key = collection.key
    JOIN run ON run.id = stage.run
    WHERE NOT EXISTS (SELECT 1 FROM result WHERE result.key = collection.key)
    GROUP BY collection.id
    ORDER BY turn DESC, collection.id
    """
}

extension Answer {
  fileprivate init(_ row: StoredRow) throws {
    self.id = try row.text("id")
    self.collection = try row.text("collection")
    self.question = try row.text("question")
    self.preferred = try row.choice("preferred")
    self.strength = try row.integer("strength", in: 0...3)
    self.safety = try row.optionalText("safety")
    self.shownLeft = try row.choice("shownLeft")
    self.annotator = try row.text("annotator")
    self.createdAt = try row.date("createdAt")
  }

  /// Returns whether two records say the same, whenever they were made and whatever their names.
  fileprivate func isSameJudgement(as other: Answer) -> Bool {
    var copy = other
    copy.id = id
    copy.createdAt = createdAt
    return copy == self
  }
}
