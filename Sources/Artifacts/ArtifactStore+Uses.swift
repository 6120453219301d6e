import GRDB

extension ArtifactStore {
  /// Returns the stages that had the key of a stage before it, newest first.
  package func earlierUses(ofKeyOf stage: StageRecord) throws -> [StageUse] {
    guard let key = stage.key else { return [] }
    return try uses(
      """
      SELECT run.id AS run, name, key, stage.state AS state, fence, skipped
      FROM stage JOIN run ON run.id = stage.run
      WHERE key = ?1 AND (turn, position) < ((SELECT turn FROM run WHERE id = ?2), ?3)
      ORDER BY turn DESC, position DESC
      """, [key.hexadecimal, stage.run.text, stage.position])
  }

  /// Returns the newest use of each other key that the stage had in earlier runs, newest first.
  ///
  /// If no stage of its name has run before, those of its kind are used instead.
  package func earlierKeys(of stage: StageRecord) throws -> [StageUse] {
    let sameName = try earlierKeys(of: stage, where: "name = ?2", stage.name)
    return try sameName.isEmpty ? earlierKeys(of: stage, where: "kind = ?2", stage.kind) : sameName
  }

  private func earlierKeys(
    of stage: StageRecord, where condition: String, _ text: String
  ) throws -> [StageUse] {
    // SQLite guarantees that bare columns beside max() come from the row with the maximum.
    try uses(
      """
      SELECT run.id AS run, name, key, stage.state AS state, fence, skipped, max(turn) AS newest
      FROM run CROSS JOIN stage ON stage.run = run.id
      WHERE key IS NOT NULL AND key IS NOT ?1 AND \(condition)
        AND turn < (SELECT turn FROM run WHERE id = ?3)
      GROUP BY key ORDER BY newest DESC
      """, [stage.key?.hexadecimal, text, stage.run.text])
  }

  private func uses(_ query: String, _ arguments: StatementArguments) throws -> [StageUse] {
    let live = liveTokens
    return try database.read { database in
      try database.rows(of: .stage, query, arguments) { try StageUse($0, among: live) }
    }
  }
}
