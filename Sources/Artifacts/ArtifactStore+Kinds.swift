import Foundation
import GRDB

extension ArtifactStore {
  /// Stores what kinds of stages and their metrics mean.
  package func describe(_ kinds: [StageKindRecord]) throws {
    try database.write { database in
      for kind in kinds {
        try database.execute(
          sql: """
            INSERT INTO stageKind (kind, version, summary) VALUES (?, ?, ?) ON CONFLICT (kind)
            DO UPDATE SET version = excluded.version, summary = excluded.summary
            """, arguments: [kind.kind, kind.version, kind.summary])
        try database.execute(
          sql: "DELETE FROM metricDescription WHERE kind = ?", arguments: [kind.kind])
        for (position, metric) in kind.metrics.enumerated() {
          try database.insert(
            into: .metricDescription, ifThere: .replace,
            [
              "kind": kind.kind, "position": position, "name": metric.name, "unit": metric.unit,
              "better": metric.better.rawValue, "sentence": metric.sentence,
            ])
        }
      }
    }
  }
}
