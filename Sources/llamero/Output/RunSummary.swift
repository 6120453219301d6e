import Artifacts

/// A run with its stages, as `show` prints it; the keys are a promise to scripts.
struct RunSummary: Encodable {
  /// A stage of the run.
  struct Stage: Encodable {
    let name: String
    let kind: String
    let state: RunState
    let skipped: Bool
    let seconds: Double
    let error: String?
    /// The digests of the outputs, by name.
    let outputs: [String: ArtifactDigest]
  }

  let run: String
  let pipeline: String
  let file: String
  let state: RunState
  let seed: UInt64
  let command: String
  let error: String?
  let stages: [Stage]

  /// Reads a run from the store.
  init(_ record: RunRecord, in store: ArtifactStore) throws {
    run = record.id.text
    pipeline = record.pipeline
    file = record.file
    state = record.state
    seed = record.seed
    command = record.command
    error = record.error
    stages = try store.stages(of: record.id).map {
      Stage(
        name: $0.name, kind: $0.kind, state: $0.state, skipped: $0.skipped, seconds: $0.seconds,
        error: $0.error, outputs: $0.outputs)
    }
  }

  /// Reads the run of an outcome from the store.
  init(of run: RunID, in store: ArtifactStore) throws {
    try self.init(store.run(run.text), in: store)
  }

  /// Returns the run as JSON.
  func json() throws -> String {
    try StableJSON.text(self, pretty: true)
  }
}
