import Artifacts
package import Foundation

/// Everything known about a run, as values: what the report prints and its JSON holds.
///
/// It depends only on the results, not on when, where and in how many attempts they were made, so
/// that another store with the same results gives the same bytes.
package struct Report: Codable, Hashable, Sendable {
  /// The identifier of the run.
  package var run: String
  /// The name of the pipeline.
  package var pipeline: String
  /// How far the run is.
  package var state: String
  /// The seed of the run.
  package var seed: String
  /// Why the run stopped, if it failed.
  package var error: String?
  /// The stages in the order of the pipeline.
  package var stages: [Stage]

  /// Creates a report.
  package init(
    run: String, pipeline: String, state: String, seed: String, stages: [Stage]
  ) {
    self.run = run
    self.pipeline = pipeline
    self.state = state
    self.seed = seed
    self.stages = stages
  }

  /// Returns the report as JSON with sorted keys.
  package func json() throws -> Data {
    try StableJSON.data(self, pretty: true) + Data("\n".utf8)
  }
}
