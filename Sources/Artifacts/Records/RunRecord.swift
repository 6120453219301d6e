package import Foundation

/// A run as pages and reports see it.
package struct RunRecord: Codable, Hashable, Sendable {
  /// The name of the run.
  package let id: RunID
  /// The name of the pipeline.
  package let pipeline: String
  /// The file the pipeline was read from.
  package let file: String
  /// How far the run is.
  package let state: RunState
  /// The pipeline's seed.
  package let seed: UInt64
  /// The command that started or last continued the run.
  package let command: String
  /// The SQLite version it was written with.
  package let library: String
  /// Why it failed, if it did.
  package let error: String?
  /// When it was made.
  package let createdAt: Date
  /// When its state last changed.
  package let changedAt: Date
}
