import ArgumentParser
import Artifacts
import Corpora
import Dashboard
import Files
import Foundation
import Llama
import Objectives
import Pipelines
import Reporting
import Safetensors
import Stages
import Tokenization
import Training

/// How the program reports a failure: one sentence and an exit status.
struct Complaint {
  let sentence: String
  let status: ExitStatus

  /// Turns an error of a command into words.
  init(_ error: any Error) {
    sentence = Self.sentence(error)
    status = Self.status(error)
  }

  /// Turns an error of the command line's parser into words.
  init(parsing error: any Error, arguments: [String]) {
    status = .usage
    guard !(error is CommandFailure) else {
      sentence = Self.sentence(error)
      return
    }
    let message = LlameroCommand.message(for: error).replacing("\n", with: " ")
    let name = arguments.first { !$0.hasPrefix("-") }.map { " \($0)" } ?? ""
    let end = message.last.map { ".?!".contains($0) } ?? false ? "" : "."
    sentence = "\(message)\(end) (See 'llamero help\(name)'.)"
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as PipelineError: PipelineFault(error).sentence
    case let error as DecodingError: JSONFault(error).sentence
    case let error as CocoaError: error.localizedDescription
    case let error as any CustomStringConvertible & Error where isOurs(error): error.description
    default:
      "\(error.localizedDescription) (\(error)); this is a bug in Llamero, please report it."
    }
  }

  private static func isOurs(_ error: any Error) -> Bool {
    status(error) != .ourFault || error is CommandFailure || error is StoreError
      || error is ReportingError
  }

  private static func status(_ error: any Error) -> ExitStatus {
    switch error {
    case let error as CommandFailure: error.status
    case let error as PipelineError: PipelineFault(error).status
    case let error as StoreError: error.status
    case let error as SafetensorsError: error.status
    case let error as ModelFileError: error.status
    case let error as TokenizationError: error.status
    case let error as CorporaError: error.status
    case let error as DashboardError: error.status
    case let error as BoundedFileError: error.status
    case is LlamaError, is StagesError, is TrainingError, is ObjectivesError: .badData
    case is DecodingError, is ConversationTooLong: .badData
    case let error as CocoaError where error.code == .fileReadNoSuchFile: .missingInput
    case let error as CocoaError where error.code == .fileReadCorruptFile: .badData
    case is CocoaError, is POSIXError: .inputOutput
    default: .ourFault
    }
  }
}
