import GRDB

/// The check that what is kept about a collection's progress is what its rows say.
enum ProgressInspection {
  private static let hasAnswer = """
    EXISTS (SELECT 1 FROM answer
      WHERE answer.collection = question.collection AND answer.question = question.id)
    """

  /// The counts of a collection, each with the query that counts afresh.
  private static let counts: [(column: String, query: String)] = [
    ("questions", "(SELECT count(*) FROM question WHERE question.collection = collection.id)"),
    (
      "answered",
      """
      (SELECT count(DISTINCT question) FROM answer WHERE answer.collection = collection.id)
      """
    ),
    ("leftWins", wins("=")), ("rightWins", wins("<>")),
  ]

  private static func wins(_ comparison: String) -> String {
    """
    (SELECT count(*) FROM answer WHERE answer.collection = collection.id
      AND preferred \(comparison) shownLeft AND number = (
        SELECT max(number) FROM answer AS newest WHERE newest.collection = answer.collection
          AND newest.question = answer.question AND newest.annotator = answer.annotator))
    """
  }

  static func findings(_ database: Database) throws -> [Finding] {
    let differences = counts.map { "\($0.column) <> \($0.query)" }.joined(separator: " OR ")
    return try database.readableRows(
      of: .collection,
      """
      SELECT id FROM collection WHERE \(differences) OR EXISTS (
        SELECT 1 FROM question WHERE question.collection = collection.id
          AND isAnswered <> \(hasAnswer))
      ORDER BY id
      """
    ) { try $0.text("id") }
    .map { Finding(.wrongCount, $0, "The counts of collection \($0) do not match its answers.") }
  }

  /// Counts afresh.
  static func repair(_ collection: String, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE question SET isAnswered = \(hasAnswer) WHERE collection = ?",
      arguments: [collection])
    let columns = counts.map { "\($0.column) = \($0.query)" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE collection SET \(columns) WHERE id = ?", arguments: [collection])
  }
}
