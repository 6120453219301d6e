package import Foundation
import GRDB
package import Logging

extension ArtifactStore {
  /// Opens a store read-only: nothing in it changes, as for a backup that is copied.
  package init(reading home: URL, logger: Logger) throws {
    try self.init(backup: home, logger: logger)
  }

  /// Returns the outputs of a finished key whose files all exist; their bytes are not hashed.
  ///
  /// Unlike `finishedOutputs`, this never quarantines a corrupt file: it only reads.
  package func presentOutputs(of key: StageKey) throws -> [String: ArtifactDigest]? {
    guard try hasResult(of: key) else { return nil }
    let outputs = try outputs(of: key)
    for digest in outputs.values {
      guard let manifest = try manifest(of: digest) else { return nil }
      for file in manifest.files where try blobs.size(file.sha256) != file.bytes { return nil }
    }
    return outputs
  }

  /// Returns the place of the newest checkpoint of a key, if there is one.
  package func checkpointPlace(of key: StageKey) throws -> CheckpointPlace? {
    try newestCheckpoint(of: key)?.place
  }

  /// Returns whether any stage of a kind has finished here.
  package func hasResult(ofKind kind: String) throws -> Bool {
    try database.read {
      try $0.exists("result JOIN computation USING (key) WHERE kind = ?", [kind])
    }
  }

  /// Returns the seconds that the newest computed stage of a kind took, one of the name if any.
  package func lastSeconds(ofKind kind: String, named name: String) throws -> Double? {
    try database.read { database in
      try database.row(
        of: .stage,
        """
        SELECT run, name, seconds FROM stage JOIN run ON run.id = stage.run
        WHERE kind = ?1 AND stage.state = 'finished' AND NOT skipped
        ORDER BY name = ?2 DESC, turn DESC, position DESC LIMIT 1
        """, [kind, name]
      ) { try $0.number("seconds", in: StoredRow.seconds) }
    }
  }
}
