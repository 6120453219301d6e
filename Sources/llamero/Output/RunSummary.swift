import Artifacts
import Pipelines

/// A run with its stages, as `show` prints it; the keys are a promise to scripts.
struct RunSummary: Encodable {
  /// A stage of the run.
  struct Stage: Encodable {
    let name: String
    let kind: String
    let state: RunState
    let skipped: Bool
    let seconds: Double
    /// The step of the newest checkpoint, while the stage runs.
    let step: Int?
    /// The steps per second between checkpoints, while the stage runs.
    let rate: Double?
    /// The metric that stands for the stage, at its newest step.
    let headline: MetricPoint?
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
    stages = try store.stages(of: record.id).map { try Stage($0, in: store) }
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

extension RunSummary.Stage {
  /// Takes a stage, with what its checkpoints say of it while it runs.
  fileprivate init(_ record: StageRecord, in store: ArtifactStore) throws {
    name = record.name
    kind = record.kind
    state = record.state
    skipped = record.skipped
    seconds = record.seconds
    let pace =
      record.state == .running
      ? StagePace(try store.events(of: record.run), stage: record.name) : nil
    step = pace?.step
    rate = pace?.rate
    headline = try record.key.flatMap { try store.headline(of: $0, kind: record.kind) }
    error = record.error
    outputs = record.outputs
  }
}
