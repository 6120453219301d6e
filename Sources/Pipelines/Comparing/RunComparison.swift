package import Artifacts

/// What two runs have in common and where they differ; the keys of its JSON are a promise.
package struct RunComparison: Hashable, Sendable, Encodable {
  /// A run that is compared.
  package struct Side: Hashable, Sendable, Encodable {
    /// The name of the run.
    package var run: RunID
    /// The name of the pipeline.
    package var pipeline: String
    /// How far the run is.
    package var state: RunState
    /// The pipeline's seed.
    package var seed: UInt64
  }

  /// The run to compare from.
  package let before: Side
  /// The run to compare with.
  package let after: Side
  /// Whether every stage is in both, with the same configuration, inputs and outputs.
  package let equal: Bool
  /// The stages of either run, in order of execution.
  package let stages: [StageComparison]

  /// Compares two runs.
  package init(_ before: RunSnapshot, _ after: RunSnapshot) {
    self.before = Side(before.run)
    self.after = Side(after.run)
    let later = Dictionary(
      after.stages.map { ($0.record.name, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Set(before.stages.map(\.record.name))
    let shared = before.stages.map { StageComparison($0, later[$0.record.name]) }
    let added = after.stages.filter { !known.contains($0.record.name) }
    stages = shared + added.map { StageComparison(nil, $0) }
    equal = stages.allSatisfy(\.equal)
  }
}

extension RunComparison.Side {
  init(_ run: RunRecord) {
    self.init(run: run.id, pipeline: run.pipeline, state: run.state, seed: run.seed)
  }
}
