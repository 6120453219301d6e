import Foundation
import GRDB

/// The checks of what the rows say: artifacts, lineage, runs.
enum RecordInspection {
  static func findings(_ database: Database, beside live: Set<Int>) throws -> [Finding] {
    try artifacts(database) + lineage(database) + stages(database) + runs(database, live)
      + checkpoints(database) + records(database)
  }

  private static func artifacts(_ database: Database) throws -> [Finding] {
    var findings: [Finding] = []
    let artifacts = try database.readableRows(of: .artifact, "SELECT * FROM artifact") {
      (
        digest: try $0.name("digest", ArtifactDigest.self),
        manifest: try $0.json("manifest", ArtifactManifest.self)
      )
    }
    for (digest, manifest) in artifacts {
      let (name, short) = (digest.hexadecimal, digest.hexadecimal.prefix(12))
      if try ArtifactDigest(of: manifest) != digest {
        findings.append(
          Finding(.wrongDigest, name, "Artifact \(short) does not match its digest."))
      }
      let files = try database.readableRows(
        of: .artifactFile, "SELECT * FROM artifactFile WHERE artifact = ?", [name]
      ) { (try $0.path("path"), try $0.name("blob", BlobDigest.self)) }
      .reduce(into: [:]) { $0[$1.0] = $1.1 }
      let listed = manifest.files.reduce(into: [:]) { $0[$1.path] = $1.sha256 }
      if files != listed {
        findings.append(
          Finding(.wrongFileList, name, "Artifact \(short) has other files than its list says."))
      }
    }
    return findings
  }

  private static func lineage(_ database: Database) throws -> [Finding] {
    let lost = try database.readableRows(
      of: .stage,
      """
      SELECT DISTINCT stage.run, stage.name FROM stage JOIN result ON result.key = stage.key
      WHERE NOT EXISTS (SELECT 1 FROM resultOutput WHERE key = stage.key) ORDER BY 1, 2
      """, [], stage
    ).map { Finding(.lostOutput, $0, "Stage \($0) is finished but has no output.") }
    // Lineage outlives bytes, so an input may be gone; but some computation must once have made it.
    let unknown = try database.readableRows(
      of: .computationInput,
      """
      SELECT DISTINCT digest FROM computationInput WHERE slot <> 'external files'
        AND digest NOT IN (SELECT digest FROM artifact)
        AND key IN (SELECT key FROM result) ORDER BY digest
      """
    ) { try $0.name("digest", ArtifactDigest.self).hexadecimal }.map {
      Finding(.unknownInput, $0, "A result was made from \($0.prefix(12)), which is not stored.")
    }
    return lost + unknown
  }

  /// Returns the name of a stage with that of its run.
  private static func stage(_ row: StoredRow) throws -> String {
    "\(try row.name("run", RunID.self))/\(try row.text("name"))"
  }

  /// Returns the name of a run.
  private static func run(_ row: StoredRow) throws -> String {
    try row.name("id", RunID.self).text
  }

  private static func stages(_ database: Database) throws -> [Finding] {
    try database.readableRows(
      of: .stage,
      """
      SELECT run, name FROM stage WHERE state = 'finished'
        AND (key IS NULL OR key NOT IN (SELECT key FROM result)) ORDER BY run, position
      """, [], stage
    ).map {
      Finding(.finishedWithoutResult, $0, "Stage \($0) is called finished, but has no result.")
    }
  }

  private static func runs(_ database: Database, _ live: Set<Int>) throws -> [Finding] {
    let early = try database.readableRows(
      of: .run,
      """
      SELECT id FROM run WHERE state = 'finished'
        AND id IN (SELECT run FROM stage WHERE state <> 'finished') ORDER BY turn
      """, [], run
    ).map {
      Finding(.finishedTooEarly, $0, "Run \($0) is called finished, but one of its stages is not.")
    }
    let stale = try database.readableRows(
      of: .run, "SELECT id, fence FROM run WHERE state = 'running' ORDER BY turn"
    ) { (name: try run($0), token: try $0.integer("fence")) }
    .filter { !live.contains($0.token) }.map(\.name).map {
      Finding(
        .runningWithoutProcess, $0,
        "Run \($0) was killed; 'llamero run' resumes it. Nothing needs to be done.")
    }
    return early + stale
  }

  private static func checkpoints(_ database: Database) throws -> [Finding] {
    try database.readableRows(
      of: .checkpoint,
      """
      SELECT DISTINCT key FROM checkpoint WHERE key IN (
        SELECT key FROM stage WHERE state = 'finished'
          AND key IN (SELECT key FROM result)) ORDER BY key
      """
    ) { try $0.name("key", StageKey.self).hexadecimal }.map {
      Finding(
        .leftoverCheckpoint, $0, "Key \($0.prefix(12)) is finished, but checkpoints remain.")
    }
  }

  /// JSON that the program reads back, of a form that only its readers know.
  private static func records(_ database: Database) throws -> [Finding] {
    func check(
      _ table: StoredTable, _ query: String, _ read: (StoredRow) throws -> Void
    ) throws -> [Finding] {
      var findings: [Finding] = []
      try database.forEachRow(of: table, query) { row in
        do { try read(row) } catch let error as StoreError {
          findings.append(Finding(.unreadableRecord, table.rawValue, error.description))
        }
      }
      return findings
    }
    return try check(.result, "SELECT * FROM result") {
      _ = try $0.json("sections", [ReportSection].self)
    }
      + check(.question, "SELECT * FROM question") { _ = try $0.json("body", Question.self) }
      + check(.event, "SELECT * FROM event") { _ = try $0.json("detail", [String: String].self) }
  }
}
