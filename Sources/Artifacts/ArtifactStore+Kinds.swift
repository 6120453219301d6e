import Foundation
import GRDB

extension ArtifactStore {
  /// Stores what kinds of stages and their metrics mean.
  package func describe(_ kinds: [StageKindRecord]) throws {
    try database.write { database in
      for kind in kinds {
        try database.execute(
          sql: """
            INSERT INTO stageKind VALUES (?, ?, ?) ON CONFLICT (kind)
            DO UPDATE SET version = excluded.version, summary = excluded.summary
            """, arguments: [kind.kind, kind.version, kind.summary])
        try database.execute(
          sql: "DELETE FROM metricDescription WHERE kind = ?", arguments: [kind.kind])
        for (position, metric) in kind.metrics.enumerated() {
          try database.execute(
            sql: "INSERT OR REPLACE INTO metricDescription VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
              kind.kind, position, metric.name, metric.unit, metric.better.rawValue,
              metric.sentence,
            ])
        }
      }
    }
  }
}
