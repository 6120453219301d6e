import Artifacts
package import Foundation

/// Runs one stage on its real inputs outside the store, with frequent checkpoints.
package struct Rehearsal {
  private let runner: Runner
  private let pipeline: Pipeline

  /// Prepares rehearsals of a pipeline; the stages before a rehearsed one must have finished.
  package init(_ pipeline: Pipeline, runner: Runner) {
    (self.pipeline, self.runner) = (pipeline, runner)
  }

  /// The stages that keep checkpoints, in order of execution.
  package var stages: [String] {
    pipeline.stages.filter { $0.dense != nil }.map(\.name)
  }

  /// Runs a stage from its last checkpoint in the folder until the plan ends it.
  package func run(_ name: String, in folder: URL, _ plan: RehearsalPlan) throws {
    guard let stage = pipeline.stages.first(where: { $0.name == name }), let dense = stage.dense
    else {
      throw PipelineError.noSuchStage(option: "--stage \(name)", .init(name, among: stages))
    }
    let kept = RehearsalFolder(folder)
    let scratch = folder.appending(path: "scratch")
    try? FileManager.default.removeItem(at: scratch)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    let context = StageContext(
      StageIdentity(
        name: name, seed: stage.seed, baseFolder: runner.settings.baseFolder,
        logger: runner.logger, components: ["rehearsal": name]),
      of: stage.stage.description, inputs: try inputs(of: stage), scratch: scratch,
      host: try RehearsalHost(folder: kept, plan: plan))
    do {
      try stage.stage.run(resolved: dense, in: context)
      try FileManager.default.moveItem(
        at: scratch.appending(path: "outputs"), to: kept.outputs)
    } catch StageInterruption.stopped {}
    try FileManager.default.removeItem(at: scratch)
  }

  private func inputs(of stage: PipelineStage) throws -> [String: [ArtifactFolder]] {
    var outputs: [StageReference: ArtifactDigest] = [:]
    for earlier in pipeline.stages.prefix(while: { $0.name != stage.name }) {
      let key = try runner.computation(of: earlier, outputs).key
      for (slot, digest) in try runner.store.finishedOutputs(of: key) ?? [:] {
        outputs[StageReference(stage: earlier.name, output: slot)] = digest
      }
    }
    return try stage.inputs.mapValues { references in
      try references.map { reference in
        guard let digest = outputs[reference] else {
          throw PipelineError.noInput(stage: stage.name, slot: reference.description)
        }
        return try runner.store.artifact(digest)
      }
    }
  }
}

extension PipelineStage {
  /// The configuration with a checkpoint wherever one is possible; nil if the stage keeps none.
  fileprivate var dense: ConfigurationValue? {
    guard case .object(var options) = configuration, options["checkpointInterval"] != nil else {
      return nil
    }
    options["checkpointInterval"] = .integer(isTraining ? 1 : 8)
    if options["checkpointsParts"] != nil { options["checkpointsParts"] = .boolean(true) }
    return .object(options)
  }

  /// Whether checkpoints lie between steps of an optimizer, rather than between prompts.
  private var isTraining: Bool {
    stage.description.outputs.contains { ["model", "reward-model"].contains($0.kind) }
  }
}
