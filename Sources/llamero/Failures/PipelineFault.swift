import Artifacts
import Foundation
import Pipelines

/// What to say when a pipeline cannot be read or run.
struct PipelineFault {
  private let error: PipelineError

  /// Takes the fact.
  init(_ error: PipelineError) {
    self.error = error
  }

  /// The sentence; a missing file gets the nearest name beside it.
  var sentence: String {
    switch error {
    case .stageFailed(_, _, let inner as PipelineError): PipelineFault(inner).sentence
    case .stageFailed(let stage, _, let inner):
      "Stage '\(stage)' failed: \(Complaint(inner).sentence)"
    case .missingFile(let place, let option, let path):
      NearestFile.of(path).map {
        "\(place): \(option) names \(path), which does not exist; did you mean '\($0)'?"
      } ?? error.description
    case .unusableFile(let place, let option, let inner):
      "\(place): \(option): \(Complaint(inner).sentence)"
    default: error.description
    }
  }

  /// The exit status.
  var status: ExitStatus {
    switch error {
    case .unreadable, .missingFile: .missingInput
    case .badSetting, .noSuchStage: .usage
    case .noInput, .emptyOutput: .ourFault
    case .stageFailed(_, _, let inner), .unusableFile(_, _, let inner): Complaint(inner).status
    // A fault of a setting begins with the setting.
    default: error.description.hasPrefix("--set ") ? .usage : .badData
    }
  }
}
