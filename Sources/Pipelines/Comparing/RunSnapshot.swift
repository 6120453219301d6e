package import Artifacts

/// A run as it can be compared: what was asked of each stage and what came of it.
package struct RunSnapshot: Sendable {
  /// The run.
  package var run: RunRecord
  /// The stages in order of execution.
  package var stages: [StageSnapshot]

  /// Creates a snapshot.
  package init(run: RunRecord, stages: [StageSnapshot]) {
    self.run = run
    self.stages = stages
  }

  /// Reads a run from the store.
  package init(of run: RunRecord, in store: ArtifactStore) throws {
    let plan = PlannedStage.stages(of: try store.definition(of: run.id))
    let stages = try store.stages(of: run.id).map { stage in
      try StageSnapshot(stage, planned: plan[stage.name], in: store)
    }
    self.init(run: run, stages: stages)
  }

  /// Returns the stage of a name.
  package subscript(name: String) -> StageSnapshot? {
    stages.first { $0.record.name == name }
  }
}

/// One stage of a snapshot.
package struct StageSnapshot: Sendable {
  /// The stage as the store has it.
  package var record: StageRecord
  /// What was asked of it and given to it, as far as it is known.
  package var components: KeyComponents
  /// What its key stands for, once it has one.
  package var keyed: KeyComponents?
  /// The output that fills each input, written "stage.output".
  package var sources: [KeyComponent: String]
  /// The last value of each metric.
  package var metrics: [String: Double]

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
    for point in try store.lastMetrics(of: key) { metrics[point.name] = point.value }
  }
}

extension KeyComponents {
  /// Returns the components with other options.
  fileprivate func with(options: ConfigurationValue) -> KeyComponents {
    var result = self
    result.values = values.filter { component, _ in
      if case .option = component { false } else { true }
    }
    for (path, value) in options.fields { result.values[.option(path)] = value }
    return result
  }
}
