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
      try database.rows(
        of: .stage,
        """
        SELECT run.id AS run, stage.name AS name
        FROM stage JOIN run ON run.id = stage.run
        WHERE key = ? ORDER BY turn DESC, position DESC
        """, [key.hexadecimal]
      ) { LineageStep.Use(run: try $0.name("run"), stage: try $0.text("name")) }
    }
    return LineageStep(
      computation, numericIdentity: try numericIdentity(of: key) ?? "", uses: uses,
      outputs: try outputs(of: key))
  }
}
