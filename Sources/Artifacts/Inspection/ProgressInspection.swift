import GRDB

/// The check that what is kept about a collection's progress is what its rows say.
enum ProgressInspection {
  /// How many people judged a question: those whose newest word on it is not that they skip it.
  private static let votes = """
    (SELECT count(*) FROM answer WHERE answer.collection = question.collection
      AND answer.question = question.id AND verdict <> 'skip' AND number = (
        SELECT max(number) FROM answer AS newest WHERE newest.collection = answer.collection
          AND newest.question = answer.question AND newest.annotator = answer.annotator))
    """
  private static let overlap = "(SELECT overlap FROM collection WHERE id = question.collection)"

  /// The counts of a collection, each with the query that counts afresh.
  private static let counts: [(column: String, query: String)] = [
    ("questions", "(SELECT count(*) FROM question WHERE question.collection = collection.id)"),
    (
      "answered",
      """
      (SELECT count(*) FROM question WHERE question.collection = collection.id AND isOpen = 0)
      """
    ),
  ]

  static func findings(_ database: Database) throws -> [Finding] {
    let differences = counts.map { "\($0.column) <> \($0.query)" }.joined(separator: " OR ")
    return try database.readableRows(
      of: .collection,
      """
      SELECT id FROM collection WHERE \(differences) OR EXISTS (
        SELECT 1 FROM question WHERE question.collection = collection.id
          AND (votes <> \(votes) OR isOpen <> (votes < \(overlap))))
      ORDER BY id
      """
    ) { try $0.text("id") }
    .map { Finding(.wrongCount, $0, "The counts of collection \($0) do not match its answers.") }
  }

  /// Counts afresh.
  static func repair(_ collection: String, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE question SET votes = \(votes) WHERE collection = ?",
      arguments: [collection])
    try database.execute(
      sql: "UPDATE question SET isOpen = votes < \(overlap) WHERE collection = ?",
      arguments: [collection])
    let columns = counts.map { "\($0.column) = \($0.query)" }.joined(separator: ", ")
    try database.execute(
      sql: "UPDATE collection SET \(columns) WHERE id = ?", arguments: [collection])
  }
}
