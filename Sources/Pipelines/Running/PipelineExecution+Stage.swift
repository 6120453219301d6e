import Artifacts
import Foundation

extension PipelineExecution {
  /// Returns what a stage's key stands for, given the outputs of the stages before it.
  func computation(
    of stage: PipelineStage, _ outputs: [StageReference: ArtifactDigest]
  ) throws -> Computation {
    var inputs: [String: [String]] = [:]
    for (slot, references) in stage.inputs {
      inputs[slot] = try references.map { reference in
        guard let digest = outputs[reference] else {
          throw PipelineError.noInput(stage: stage.name, slot: slot)
        }
        return digest.hexadecimal
      }
    }
    let files = try stage.stage.externalInputs(
      of: stage.configuration, baseFolder: runner.settings.baseFolder)
    return StageKeyMaker(
      stage: stage, inputs: inputs, outsideFiles: try files.map { try read($0, stage.name) },
      numericMode: runner.settings.numericMode
    ).computation
  }

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
      runner: runner, session: session, stage: stage.name, key: computation.key)
    let identity = StageIdentity(
      name: stage.name, seed: stage.seed, baseFolder: runner.settings.baseFolder,
      logger: runner.logger)
    return StageContext(
      identity, inputs: inputs, outputs: stage.stage.description.outputs, scratch: scratch,
      host: host)
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
      outputs: outputs, sections: context.sections, metrics: context.metrics, seconds: seconds)
  }

  private func read(_ url: URL, _ stage: String) throws -> OutsideFile {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw PipelineError.missingFile(stage: stage, path: url.path)
    }
    return OutsideFile(name: url.lastPathComponent, sha256: try ContentHash.of(url))
  }
}
