package import Artifacts

/// A run in comparable form: what each stage was asked to do and what came of it.
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
      try StageSnapshot(stage, planned: plan[stage.name], seed: run.seed, in: store)
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
  /// The seed as the user gave it: the stage's own, or the pipeline's from which it derives.
  let typedSeed: UInt64?
  /// The last value of each metric.
  private(set) var metrics: [String: MeasuredValue]

  /// Reads a stage from the store.
  init(
    _ record: StageRecord, planned: PlannedStage?, seed: UInt64, in store: ArtifactStore
  ) throws {
    self.record = record
    typedSeed = planned.map {
      $0.seed == PipelineStage.seed(of: record.name, pipeline: seed) ? seed : $0.seed
    }
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

extension StageSnapshot {
  /// Returns what a later stage's key does not share with this one's, in the words of the file.
  ///
  /// A key omits options at their defaults, and holds the seed that the stage derived.
  func changes(to later: StageSnapshot) -> [ComponentChange] {
    guard let first = keyed, let second = later.keyed else { return [] }
    return first.changes(to: second).compactMap { change in
      var change = inWords(change, later)
      if case .option = change.component {
        change.before = change.before ?? components.values[change.component]
        change.after = change.after ?? later.components.values[change.component]
        // An older key spells out its defaults.
        if change.before == change.after { return nil }
      }
      return withSources(change, later)
    }
  }

  /// Returns a change with the outputs that fill the input in each.
  func withSources(_ change: ComponentChange, _ later: StageSnapshot) -> ComponentChange {
    change.with(
      sources: .init(before: sources[change.component], after: later.sources[change.component]))
  }

  /// Returns a change of the seed as the user gave it, and any other as it is.
  func inWords(_ change: ComponentChange, _ later: StageSnapshot) -> ComponentChange {
    guard change.component == .seed, let before = typedSeed, let after = later.typedSeed,
      before != after
    else { return change }
    return ComponentChange(
      component: .seed, before: .integer(Int128(before)), after: .integer(Int128(after)))
  }
}
