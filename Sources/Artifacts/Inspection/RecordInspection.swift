import Foundation
import GRDB

/// The checks of what the rows say: artifacts, lineage, runs.
enum RecordInspection {
  static func findings(_ database: Database, isRunning: Bool) throws -> [Finding] {
    try artifacts(database) + lineage(database) + stages(database) + runs(database, isRunning)
      + checkpoints(database) + records(database)
  }

  private static func artifacts(_ database: Database) throws -> [Finding] {
    var findings: [Finding] = []
    for row in try Row.fetchAll(database, sql: "SELECT digest, manifest FROM artifact") {
      let digest: String = row["digest"]
      let short = digest.prefix(12)
      guard
        let manifest = try? StableJSON.value(ArtifactManifest.self, from: row["manifest"])
      else {
        findings.append(
          Finding(.unreadableManifest, digest, "The list of files of \(short) cannot be read."))
        continue
      }
      if try ArtifactDigest(hashing: manifest).hexadecimal != digest {
        findings.append(
          Finding(.wrongDigest, digest, "Artifact \(short) is not what its digest names."))
      }
      let files = try Row.fetchAll(
        database, sql: "SELECT path, blob FROM artifactFile WHERE artifact = ?",
        arguments: [digest]
      ).reduce(into: [String: String]()) { $0[$1["path"]] = $1["blob"] }
      let listed = manifest.files.reduce(into: [String: String]()) { $0[$1.path] = $1.sha256 }
      if files != listed {
        findings.append(
          Finding(.wrongFileList, digest, "Artifact \(short) has other files than its list says."))
      }
    }
    return findings
  }

  private static func lineage(_ database: Database) throws -> [Finding] {
    let lost = try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT stage.run, stage.name FROM stage JOIN result ON result.key = stage.key
        WHERE NOT EXISTS (SELECT 1 FROM resultOutput WHERE key = stage.key) ORDER BY 1, 2
        """
    ).map { row in
      let stage = "\(row["run"] as String)/\(row["name"] as String)"
      return Finding(.lostOutput, stage, "Stage \(stage) is finished but has no output.")
    }
    // Lineage outlives bytes, so an input may be gone; but some computation must once have made it.
    let unknown = try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT digest FROM computationInput WHERE slot <> 'external files'
          AND digest NOT IN (SELECT digest FROM artifact)
          AND key IN (SELECT key FROM result) ORDER BY digest
        """
    ).map {
      Finding(.unknownInput, $0, "A result was made from \($0.prefix(12)), which is not here.")
    }
    return lost + unknown
  }

  private static func stages(_ database: Database) throws -> [Finding] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT run, name FROM stage WHERE state = 'finished'
          AND (key IS NULL OR key NOT IN (SELECT key FROM result)) ORDER BY run, position
        """
    ).map { row in
      let stage = "\(row["run"] as String)/\(row["name"] as String)"
      return Finding(
        .finishedWithoutResult, stage, "Stage \(stage) is called finished, but has no result.")
    }
  }

  private static func runs(_ database: Database, _ isRunning: Bool) throws -> [Finding] {
    let early = try String.fetchAll(
      database,
      sql: """
        SELECT id FROM run WHERE state = 'finished'
          AND id IN (SELECT run FROM stage WHERE state <> 'finished') ORDER BY turn
        """
    ).map {
      Finding(.finishedTooEarly, $0, "Run \($0) is called finished, but one of its stages is not.")
    }
    guard !isRunning else { return early }
    let stale = try String.fetchAll(
      database, sql: "SELECT id FROM run WHERE state = 'running' ORDER BY turn"
    ).map {
      Finding(
        .runningWithoutProcess, $0,
        "Run \($0) was killed; 'llamero run' goes on with it. Nothing needs to be done.")
    }
    return early + stale
  }

  private static func checkpoints(_ database: Database) throws -> [Finding] {
    try String.fetchAll(
      database,
      sql: """
        SELECT DISTINCT key FROM checkpoint WHERE key IN (
          SELECT key FROM stage WHERE state = 'finished'
            AND key IN (SELECT key FROM result)) ORDER BY key
        """
    ).map {
      Finding(
        .leftoverCheckpoint, $0, "Key \($0.prefix(12)) is finished, but checkpoints remain.")
    }
  }

  /// JSON that the program reads back.
  private static func records(_ database: Database) throws -> [Finding] {
    var findings: [Finding] = []
    func check<Value: Decodable>(_ query: String, _ what: String, _ type: Value.Type) throws {
      for row in try Row.fetchAll(database, sql: query)
      where (try? StableJSON.value(type, from: row[1])) == nil {
        let name: String = row[0]
        findings.append(
          Finding(.unreadableRecord, name, "The \(what) of \(name.prefix(12)) cannot be read."))
      }
    }
    try check("SELECT key, sections FROM result", "report", [ReportSection].self)
    try check("SELECT id, body FROM question", "question", Question.self)
    try check("SELECT run, detail FROM event", "history", [String: String].self)
    return findings
  }
}
