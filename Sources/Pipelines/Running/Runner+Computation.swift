import Artifacts
import Foundation

extension Runner {
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
      of: stage.configuration, baseFolder: settings.baseFolder)
    return StageKeyMaker(
      stage: stage, inputs: inputs, outsideFiles: try files.map { try read($0, stage.name) },
      numericMode: settings.numericMode
    ).computation
  }

  private func read(_ url: URL, _ stage: String) throws -> OutsideFile {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw PipelineError.missingFile(stage: stage, path: url.path)
    }
    return OutsideFile(name: url.lastPathComponent, sha256: try ContentHash.of(url))
  }
}
