package import Artifacts
package import Logging

/// Predicts what a run would do.
///
/// It changes nothing and needs no store.
package struct Planner {
  private let store: ArtifactStore?
  private let runner: Runner?
  private let settings: RunnerSettings

  /// Takes the store as it is, or nil where there is none yet.
  package init(_ store: ArtifactStore?, settings: RunnerSettings, logger: Logger) {
    self.store = store
    self.settings = settings
    runner = store.map { Runner(store: $0, settings: settings, logger: logger) }
  }

  /// Predicts the run with the same `from` and `until`; files outside the store must exist.
  package func plan(
    _ pipeline: Pipeline, from: String? = nil, until: String? = nil
  ) throws -> PipelinePlan {
    let span = try pipeline.span(from: from, until: until)
    try pipeline.checkOutsideFiles(upTo: span.count, baseFolder: settings.baseFolder)
    var known: [StageReference: ArtifactDigest] = [:]
    let steps = try pipeline.stages.prefix(span.count).enumerated().map { position, stage in
      try step(stage, isForced: span.isRecomputed(position), &known)
    }
    return PipelinePlan(
      pipeline: pipeline.name, file: pipeline.file, seed: pipeline.seed, stages: steps)
  }

  /// Predicts a stage, and records its outputs if they are stored.
  private func step(
    _ stage: PipelineStage, isForced: Bool, _ known: inout [StageReference: ArtifactDigest]
  ) throws -> PlannedStep {
    let references = Set(stage.inputs.values.joined())
    let missing = Set(references.filter { known[$0] == nil }.map(\.stage)).sorted()
    guard let store, let runner else { return try planned(stage, .run, after: missing) }
    guard missing.isEmpty else {
      // A kind without any result cannot have this one.
      let mayBeThere = try !isForced && store.hasResult(ofKind: stage.kind)
      return try planned(stage, mayBeThere ? .depends : .run, after: missing)
    }
    let key = try runner.computation(of: stage, known).key
    if isForced { return try planned(stage, .run, key: key) }
    if let outputs = try store.presentOutputs(of: key) {
      for (slot, digest) in outputs {
        known[StageReference(stage: stage.name, output: slot)] = digest
      }
      return try planned(stage, .skip, key: key)
    }
    if let checkpoint = try store.checkpointPlace(of: key) {
      return try planned(stage, .resume, key: key, step: checkpoint.step)
    }
    return try planned(stage, .run, key: key)
  }

  private func planned(
    _ stage: PipelineStage, _ action: PlannedStep.Action, after dependencies: [String] = [],
    key: StageKey? = nil, step: Int? = nil
  ) throws -> PlannedStep {
    PlannedStep(
      name: stage.name, kind: stage.kind, action: action,
      asksPeople: try stage.stage.asksPeople(of: stage.configuration), dependsOn: dependencies,
      key: key, step: step,
      seconds: try store?.lastSeconds(ofKind: stage.kind, named: stage.name))
  }
}
