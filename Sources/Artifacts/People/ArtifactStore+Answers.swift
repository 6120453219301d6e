import Foundation
import GRDB
import Labels

extension ArtifactStore {
  /// Publishes questions to annotators, and returns the name of their collection.
  ///
  /// Questions that any stage has asked before are the same collection, with its answers. Each is
  /// asked until as many people as planned have judged it.
  ///
  /// - Throws: `StoreError.alteredQuestions` if the questions shown are not those that were asked.
  @discardableResult
  package func ask(
    _ questions: [Question], as plan: AskingPlan = AskingPlan(), for key: StageKey,
    in session: RunSession
  ) throws -> String {
    let set = try QuestionSet(questions)
    try write(session) { database in
      if try database.exists("collection WHERE id = ?", [set.name]) {
        guard try QuestionInspection.isIntact(set.name, database) else {
          throw StoreError.alteredQuestions(collection: set.name)
        }
      } else {
        try insert(set, database)
      }
      try database.execute(
        sql: "UPDATE collection SET overlap = ?, guidelines = ? WHERE id = ?",
        arguments: [plan.overlap, plan.guidelines, set.name])
      try database.insert(
        into: .asked, ifThere: .replace, ["key": key.hexadecimal, "collection": set.name])
    }
    return set.name
  }

  private func insert(_ set: QuestionSet, _ database: Database) throws {
    try database.insert(
      into: .collection,
      ["id": set.name, "shown": try set.shown(), "createdAt": timestamp])
    for question in set.questions {
      try database.insert(
        into: .question,
        [
          "collection": set.name, "id": question.id, "position": question.index,
          "body": try StableJSON.text(question),
        ])
    }
  }

  /// How many judgements of a question are kept per annotator, superseded ones included.
  ///
  /// People change their mind a few times; a program that posts in a loop would fill the disk.
  package static let mostJudgements = 100

  /// Stores a judgement durably; sending it again is harmless.
  ///
  /// One that repeats the annotator's judgement in force is not stored again. No judgement is
  /// refused because others were asked meanwhile: it is one more, and marked as late.
  package func append(_ answer: Answer) throws {
    try database.write { database in
      if try isStored(answer, database) { return }
      let isOpen = try isOpen(answer, database)
      let since = try assignment(
        of: answer.question, in: answer.collection, to: answer.annotator, database)
      var answer = answer
      answer.isLate = try since == nil && !isOpen && !hasJudged(answer, database)
      answer.seconds = since.map { max(0, answer.createdAt.timeIntervalSince($0)) }
      try insert(answer, database)
      try deleteAssignment(
        of: answer.question, in: answer.collection, to: answer.annotator, database)
    }
  }

  private func insert(_ answer: Answer, _ database: Database) throws {
    try database.insert(
      into: .answer,
      [
        "id": answer.id, "collection": answer.collection, "question": answer.question,
        "verdict": answer.verdict.name.rawValue, "strength": answer.strength?.rawValue,
        "safety": answer.safety?.rawValue, "shownLeft": answer.shownLeft.rawValue,
        "annotator": answer.annotator, "flag": answer.flag, "comment": answer.comment,
        "seconds": answer.seconds, "isLate": answer.isLate,
        "createdAt": Timestamp.text(answer.createdAt),
      ])
  }

  /// Returns the questions of a collection, in order.
  package func questions(in collection: String) throws -> [Question] {
    try database.read { try $0.questions(of: collection) }
  }

  /// Returns the judgements of a collection, in the order they came in.
  package func answers(in collection: String) throws -> [Answer] {
    try database.read { database in
      try database.rows(
        of: .answer, "SELECT * FROM answer WHERE collection = ? ORDER BY number", [collection],
        Answer.init)
    }
  }

  /// Returns the collections whose stage still waits for annotators, newest run first.
  package func openCollections() throws -> [CollectionRecord] {
    try database.read { database in
      try database.rows(of: .collection, Self.openCollectionsQuery, [], CollectionRecord.init)
    }
  }

  /// Returns whether the judgement is stored: under its id, or as the annotator's one in force.
  private func isStored(_ answer: Answer, _ database: Database) throws -> Bool {
    if let stored = try database.row(
      of: .answer, "SELECT * FROM answer WHERE id = ?", [answer.id], Answer.init)
    {
      guard stored.saysTheSame(as: answer) else {
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
    if let inForce = earlier.first, inForce.saysTheSame(as: answer) { return true }
    guard earlier.count < Self.mostJudgements else {
      throw StoreError.tooManyJudgements(by: answer.annotator, limit: Self.mostJudgements)
    }
    return false
  }

  /// Returns whether the question of an answer still needs one.
  private func isOpen(_ answer: Answer, _ database: Database) throws -> Bool {
    let isOpen = try database.row(
      of: .question, "SELECT isOpen FROM question WHERE collection = ? AND id = ?",
      [answer.collection, answer.question]
    ) { try $0.flag("isOpen") }
    guard let isOpen else {
      throw StoreError.noSuchQuestion(
        collection: answer.collection, question: answer.question)
    }
    return isOpen
  }

  private func hasJudged(_ answer: Answer, _ database: Database) throws -> Bool {
    try database.exists(
      "answer WHERE collection = ? AND question = ? AND annotator = ?",
      [answer.collection, answer.question, answer.annotator])
  }

  private static let openCollectionsQuery = """
    SELECT collection.id, asked.key, run.id AS run, run.pipeline, stage.name AS stage,
      collection.questions, collection.answered,
      max(run.turn) AS turn
    FROM collection
    JOIN asked ON asked.collection = collection.id
    JOIN stage ON stage.key = asked.key
    JOIN run ON run.id = stage.run
    WHERE NOT EXISTS (SELECT 1 FROM result WHERE result.key = asked.key)
    GROUP BY collection.id
    ORDER BY turn DESC, collection.id
    """
}

extension Answer {
  init(_ row: StoredRow) throws {
    self.id = try row.text("id")
    self.collection = try row.text("collection")
    self.question = try row.text("question")
    let strength: PreferenceStrength? = try row.isNull("strength") ? nil : row.level("strength")
    guard let verdict = Verdict(try row.choice("verdict"), strength: strength) else {
      throw row.fault("verdict", "does not go with its strength")
    }
    self.verdict = verdict
    self.safety = try row.isNull("safety") ? nil : row.choice("safety")
    self.shownLeft = try row.choice("shownLeft")
    self.annotator = try row.text("annotator")
    self.flag = try row.optionalText("flag")
    self.comment = try row.optionalText("comment")
    self.seconds = try row.isNull("seconds") ? nil : row.number("seconds", in: StoredRow.seconds)
    self.isLate = try row.flag("isLate")
    self.createdAt = try row.date("createdAt")
  }
}
