import Foundation
import GRDB

/// Who is asked what next.
///
/// A question is open until as many people as its collection wants have judged it. It is reserved
/// only for people who have it before them, and only until their time is over: nobody who went away
/// keeps a question from the others.
extension ArtifactStore {
  /// How long a question is reserved after the last sign of life, in seconds.
  package static let reservation = 180.0

  /// Returns the question that a person has, or the next that needs one; nil if none does.
  ///
  /// The search goes on from the person's newest judgement, so that it does not walk over all that
  /// they have judged, and starts over once at the end.
  package func assign(
    in collection: String, to person: String, page: String = ""
  ) throws -> Question? {
    try database.write { database in
      if let held = try held(in: collection, by: person, on: page, database) { return held }
      let place = try database.row(
        of: .question,
        """
        SELECT position FROM question WHERE collection = ?1 AND id = (
          SELECT question FROM answer WHERE collection = ?1 AND annotator = ?2
          ORDER BY number DESC LIMIT 1)
        """, [collection, person]
      ) { try $0.integer("position") }
      let starts = place.map { [$0 + 1, 0] } ?? [0]
      for start in starts {
        let places = start...Int.max
        if let question = try next(in: collection, at: places, for: person, database) {
          try reserve(question, for: person, on: page, database)
          return question.shown(to: person)
        }
      }
      return nil
    }
  }

  /// Keeps a question reserved for a person who still has it before them, on a page of that name.
  ///
  /// One that was given up meanwhile, as when a browser goes back to the page, is reserved anew if
  /// it still needs somebody.
  package func keepAssignment(
    of question: Question, to person: String, page: String
  ) throws {
    try database.write { database in
      try database.execute(
        sql: """
          UPDATE assignment SET until = ?, page = ?
          WHERE collection = ? AND question = ? AND person = ? AND until > ?
          """,
        arguments: [end, page, question.collection, question.id, person, timestamp])
      let place = question.index...question.index
      guard database.changesCount == 0,
        let open = try next(in: question.collection, at: place, for: person, database)
      else { return }
      try reserve(open, for: person, on: page, database)
    }
  }

  /// Gives a question back to the others, unless another page shows it by now.
  package func endAssignment(
    of question: Question, to person: String, page: String
  ) throws {
    try database.write { database in
      try database.execute(
        sql: """
          DELETE FROM assignment
          WHERE collection = ? AND question = ? AND person = ? AND page = ?
          """, arguments: [question.collection, question.id, person, page])
    }
  }

  /// Returns the places of open questions that a person has skipped, in order.
  package func skippedPlaces(in collection: String, by person: String) throws -> [Int] {
    try database.read { database in
      try database.rows(
        of: .question,
        """
        SELECT position FROM answer JOIN question
          ON question.collection = answer.collection AND question.id = answer.question
        WHERE answer.collection = ?1 AND annotator = ?2 AND verdict = 'skip' AND isOpen = 1
          AND NOT EXISTS (SELECT 1 FROM answer AS later WHERE later.collection = ?1
            AND later.question = answer.question AND later.annotator = ?2
            AND later.number > answer.number)
        ORDER BY position
        """, [collection, person]
      ) { try $0.integer("position") }
    }
  }

  /// Returns since when a person has a question before them; nil once their time is over.
  func assignment(
    of question: String, in collection: String, to person: String, _ database: Database
  ) throws -> Date? {
    try database.row(
      of: .assignment,
      """
      SELECT * FROM assignment
      WHERE collection = ? AND question = ? AND person = ? AND until > ?
      """, [collection, question, person, timestamp]
    ) { try $0.date("since") }
  }

  func deleteAssignment(
    of question: String, in collection: String, to person: String, _ database: Database
  ) throws {
    try database.execute(
      sql: "DELETE FROM assignment WHERE collection = ? AND question = ? AND person = ?",
      arguments: [collection, question, person])
  }

  private var end: String { Timestamp.text(now().addingTimeInterval(Self.reservation)) }

  private func held(
    in collection: String, by person: String, on page: String, _ database: Database
  ) throws -> Question? {
    let query = """
      SELECT body FROM assignment JOIN question ON question.id = assignment.question
        AND question.collection = assignment.collection
      WHERE assignment.collection = ? AND person = ? AND until > ? AND isOpen = 1
      ORDER BY since, question.id LIMIT 1
      """
    let found = try database.row(of: .question, query, [collection, person, timestamp]) {
      try $0.json("body", Question.self)
    }
    guard let found else { return nil }
    try database.execute(
      sql: """
        UPDATE assignment SET until = ?, page = ?
        WHERE collection = ? AND question = ? AND person = ?
        """, arguments: [end, page, collection, found.id, person])
    return found.shown(to: person)
  }

  private func next(
    in collection: String, at places: ClosedRange<Int>, for person: String,
    _ database: Database
  ) throws -> Question? {
    try database.row(
      of: .question,
      """
      SELECT body FROM question INDEXED BY questionOpen
      WHERE collection = ?1 AND isOpen = 1 AND position BETWEEN ?2 AND ?5
        AND NOT EXISTS (SELECT 1 FROM answer WHERE answer.collection = ?1
          AND answer.question = question.id AND annotator = ?3)
        AND votes + (SELECT count(*) FROM assignment WHERE assignment.collection = ?1
          AND assignment.question = question.id AND person <> ?3 AND until > ?4)
          < (SELECT overlap FROM collection WHERE id = ?1)
      ORDER BY position, id LIMIT 1
      """, [collection, places.lowerBound, person, timestamp, places.upperBound]
    ) { try $0.json("body", Question.self) }
  }

  private func reserve(
    _ question: Question, for person: String, on page: String, _ database: Database
  ) throws {
    // Those whose time is over, of anybody, are of no use any more.
    try database.execute(
      sql: "DELETE FROM assignment WHERE collection = ? AND until <= ?",
      arguments: [question.collection, timestamp])
    try database.insert(
      into: .assignment, ifThere: .replace,
      [
        "collection": question.collection, "question": question.id, "person": person,
        "since": timestamp, "until": end, "page": page,
      ])
  }
}
