import GRDB

// Looking up runs: each query reads only the rows it returns, however long the history is.
extension ArtifactStore {
  /// Returns the runs, the most recently active first; all of them, or the newest.
  package func runs(newest limit: Int? = nil) throws -> [RunRecord] {
    let live = liveTokens
    return try database.read { database in
      // A negative limit means no limit.
      try database.rows(
        of: .run, "SELECT \(Self.runColumns) FROM run ORDER BY turn DESC LIMIT ?", [limit ?? -1]
      ) { try RunRecord($0, among: live) }
    }
  }

  /// Returns how many runs there are.
  package func runCount() throws -> Int {
    try database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM run") ?? 0 }
  }

  /// Returns the run that "last" or the first digits of its name stand for.
  package func run(_ reference: String) throws -> RunRecord {
    if reference == "last", let last = try runs(newest: 1).first { return last }
    let (found, count) = try runs(beginningWith: reference)
    guard count <= 1 else { throw StoreError.ambiguous(reference, count: count) }
    guard let found else {
      let nearest = NearestName.of(reference, among: try newestNames())
      throw StoreError.noSuchRun(reference, nearest: nearest)
    }
    return found
  }

  /// All columns but the definition, which can be long and is rarely wanted.
  private static let runColumns = """
    id, turn, pipeline, file, seed, state, fence, command, library, error, createdAt, changedAt,
    EXISTS (SELECT 1 FROM cancellation WHERE run = run.id) AS isCancelled
    """

  /// Returns the first run whose name begins with the digits, and how many there are.
  private func runs(beginningWith digits: String) throws -> (first: RunRecord?, count: Int) {
    guard !digits.isEmpty else { return (nil, 0) }
    let live = liveTokens
    // No digit sorts after "f", so the names with this prefix are a range of the index.
    let range = "WHERE id >= ?1 AND id < ?1 || 'g'"
    return try database.read { database in
      let first = try database.row(
        of: .run, "SELECT \(Self.runColumns) FROM run \(range)", [digits]
      ) { try RunRecord($0, among: live) }
      let count = try Int.fetchOne(
        database, sql: "SELECT count(*) FROM run \(range)", arguments: [digits])
      return (first, count ?? 0)
    }
  }

  /// Returns candidates for a mistyped name, newest first, since those are remembered.
  private func newestNames() throws -> [String] {
    try database.read { database in
      try database.rows(of: .run, "SELECT id FROM run ORDER BY turn DESC LIMIT 1000") {
        try $0.name("id", RunID.self).text
      }
    }
  }
}
