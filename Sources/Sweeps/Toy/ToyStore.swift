import Foundation

/// The disk of a store in which the toy pipeline has run to its end.
struct ToyStore: Sendable {
  let disk: URL

  /// Runs the pipeline.
  init(_ programs: Programs) throws {
    let workplace = try Workplace(programs, folder: programs.scratch.appending(path: "toystore"))
    try FileManager.default.createDirectory(
      at: workplace.disk, withIntermediateDirectories: true)
    let last = ToyPipeline.stages.last ?? ""
    let result = try workplace.runPlainly(until: last)
    guard result.isSuccess else {
      throw SweepError.rehearsalFailed(stage: last, result.complaint)
    }
    disk = workplace.disk
  }
}
