import Foundation
import Glibc

/// Why a sweep cannot be made at all.
enum SweepError: Error, CustomStringConvertible {
  case notBuilt(String)
  case cannotStart(String, code: Int32)
  case rehearsalFailed(stage: String, String)
  case noSuchStage(String)
  case badTrace(String)
  case noRun(String)
  case noTable(String)
  case noOldStore(String)
  case traceIncomplete(stage: String)
  case serverEnded(String)

  var description: String {
    switch self {
    case .notBuilt(let path):
      "\(path) is missing; build it with 'make sweep' or name its folder with --products."
    case .cannotStart(let path, let code):
      "\(path) cannot be started: \(String(cString: strerror(code))); check the file."
    case .rehearsalFailed(let stage, let text):
      "Stage '\(stage)' fails even without faults: \(text); fix the toy pipeline first."
    case .noSuchStage(let name):
      "The toy pipeline has no stage '\(name)'; it has "
        + "\(ToyPipeline.stages.joined(separator: ", "))."
    case .noOldStore(let path):
      "There is no store-v… in \(path); name the folder of old stores with --stores."
    case .noTable(let path):
      "\(path) has no marks of a table; take the page of an earlier revision."
    case .noRun(let home): "The store at \(home) has no run, though a run has ended; look at it."
    case .traceIncomplete(let stage):
      "The trace of stage '\(stage)' does not lead to the disk that the stage left: the library "
        + "misses a call that changes files; add it to Sources/CFaults."
    case .serverEnded(let text): "'llamero serve' did not serve (\(text)); start it by hand."
    case .badTrace(let line):
      "The trace has a line that cannot be read: \(line); the library and the sweep differ."
    }
  }
}
