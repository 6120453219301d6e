import Artifacts
import Foundation

extension PipelineExecution {
  /// Returns the context in which a stage runs.
  func context(
    for stage: PipelineStage, _ computation: Computation, scratch: URL
  ) throws -> StageContext {
    var inputs: [String: [ArtifactFolder]] = [:]
    for slot in stage.inputs.keys {
      inputs[slot] = try computation.inputs[slot]?.map { text in
        guard let digest = ArtifactDigest(text) else { throw StoreError.noSuchArtifact(text) }
        return try runner.store.artifact(digest)
      }
    }
    let host = StoredStageHost(
      runner: runner, session: session, stage: stage.name, key: computation.key, lease: lease)
    var identity = StageIdentity(
      name: stage.name, seed: stage.seed, baseFolder: runner.settings.baseFolder,
      logger: runner.logger, components: computation.components)
    identity.numericIdentity = runner.settings.numericIdentity
    identity.refusesOtherBits = runner.settings.refusesOtherBits
    return StageContext(
      identity, of: stage.stage.description, inputs: inputs, scratch: scratch, host: host)
  }

  /// Returns what a stage has left behind; every output must have been written.
  func finishedWork(
    of stage: PipelineStage, _ context: StageContext, seconds: Double
  ) throws -> FinishedWork {
    var outputs: [String: (folder: URL, kind: String)] = [:]
    for slot in stage.stage.description.outputs {
      let folder = context.outputFolder(slot.name)
      let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
      guard let names, !names.isEmpty else {
        throw PipelineError.emptyOutput(stage: stage.name, slot: slot.name)
      }
      outputs[slot.name] = (folder, slot.kind)
    }
    return FinishedWork(
      outputs: outputs, sections: context.sections, metrics: context.metrics, seconds: seconds,
      numericIdentity: context.provenance.text)
  }
}
