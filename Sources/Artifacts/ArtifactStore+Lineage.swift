import GRDB

extension ArtifactStore {
  /// Returns all that an artifact was made from, or all that was made from it.
  package func lineage(
    of digest: ArtifactDigest, _ direction: Lineage.Direction = .up
  ) throws -> Lineage {
    var walk = LineageWalk(self, direction)
    try walk.visit(digest)
    return Lineage(
      artifact: digest, direction: direction, nodes: walk.nodes, steps: walk.steps)
  }

  /// Returns a computation with what it took and made, and where it was used.
  func lineageStep(_ key: StageKey) throws -> LineageStep? {
    guard let computation = try computation(of: key) else { return nil }
    let uses = try database.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT run.id AS run, stage.name AS name
          FROM stage JOIN run ON run.id = stage.run
          WHERE key = ? ORDER BY turn DESC, position DESC
          """, arguments: [key.hexadecimal]
      ).map { LineageStep.Use(run: RunID($0["run"]), stage: $0["name"]) }
    }
    return LineageStep(computation, uses: uses, outputs: try outputs(of: key))
  }
}
