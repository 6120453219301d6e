import Artifacts
import Digests
import Files
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
    return try StageKeyMaker(
      stage: stage, inputs: inputs, outsideFiles: try files.map { try read($0, of: stage) }
    ).computation()
  }

  /// Hashes a file from outside the store, piece by piece, until it is read or the run is stopped.
  private func read(_ url: URL, of stage: PipelineStage) throws -> OutsideFile {
    var hash = SHA256()
    do {
      let file = try BoundedFile(url, limit: stage.stage.description.outsideLimit)
      try file.pieces { piece in
        if shouldStop() { throw StageInterruption.stopped }
        hash.update(piece)
      }
    } catch BoundedFileError.missing {
      throw stage.missing(url)
    }
    return OutsideFile(name: url.lastPathComponent, sha256: hash.finish().hexadecimal)
  }
}
