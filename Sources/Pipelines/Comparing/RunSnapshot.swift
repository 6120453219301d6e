package import Artifacts

/// A run as it can be compared: what was asked of each stage and what came of it.
package struct RunSnapshot: Sendable {
  /// The run.
  let run: RunRecord
  /// The stages in order of execution.
  let stages: [StageSnapshot]

  /// Reads a run from the store.
  package init(of run: RunRecord, in store: ArtifactStore) throws {
    let plan = PlannedStage.stages(of: try store.definition(of: run.id))
    self.run = run
    stages = try store.stages(of: run.id).map { stage in
      try StageSnapshot(stage, planned: plan[stage.name], in: store)
    }
  }

  /// Returns the stage of a name.
  subscript(name: String) -> StageSnapshot? {
    stages.first { $0.record.name == name }
  }
}

/// One stage of a snapshot.
struct StageSnapshot: Sendable {
  /// The stage as the store has it.
  let record: StageRecord
  /// What was asked of it and given to it, as far as it is known.
  private(set) var components: KeyComponents
  /// What its key stands for, once it has one.
  private(set) var keyed: KeyComponents?
  /// The output that fills each input, written "stage.output".
  private(set) var sources: [KeyComponent: String]
  /// The last value of each metric.
  private(set) var metrics: [String: MeasuredValue]

  /// Reads a stage from the store.
  init(_ record: StageRecord, planned: PlannedStage?, in store: ArtifactStore) throws {
    self.record = record
    let configuration = ConfigurationValue(stored: record.configuration)
    components = KeyComponents(
      kind: record.kind, version: planned?.version ?? 0, configuration: configuration,
      seed: planned?.seed ?? 0)
    sources = [:]
    for (slot, references) in planned?.references ?? [:] {
      for (position, reference) in references.enumerated() {
        sources[.input(slot: slot, position: position)] = reference
      }
    }
    metrics = [:]
    guard let key = record.key, let computation = try store.computation(of: key) else { return }
    let keyed = KeyComponents(computation)
    self.keyed = keyed
    // What was asked keeps its own options: the key leaves out where outside files lie.
    components = keyed.with(options: configuration)
    metrics = MeasuredValue.values(
      try store.lastMetrics(of: key), described: try store.stageKind(record.kind)?.metrics ?? [])
  }
}
