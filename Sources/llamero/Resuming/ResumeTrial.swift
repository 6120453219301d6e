import Foundation
import Pipelines

/// Runs a stage once uninterrupted and once with two kills, each in processes of its own.
struct ResumeTrial {
  let stage: String
  let checkpoints: Int
  /// The pipeline, the store and the device, as a command names them.
  let options: [String]
  /// Where both leave their checkpoints; it is removed when they are equal.
  let folder: URL

  /// Runs both and compares their results.
  func verdict() throws -> ResumeVerdict {
    let (whole, cut) = (folder.appending(path: "whole"), folder.appending(path: "resumed"))
    try? FileManager.default.removeItem(at: folder)
    try rehearse(whole)
    try rehearse(cut, ["--kill-after", "\(max(1, checkpoints / 3))"], isKilled: true)
    try rehearse(cut, ["--kill-inside", "\(max(1, checkpoints * 2 / 3))"], isKilled: true)
    try rehearse(cut)
    let places = try RehearsalFolder(whole).places()
    let difference = try RehearsalFolder(whole).difference(from: RehearsalFolder(cut))
    let verdict = ResumeVerdict(stage: stage, checkpoints: places.count, difference)
    if verdict.isEqual { try? FileManager.default.removeItem(at: folder) }
    return verdict
  }

  /// Lets a child process go through the stage; a planned kill must come, and nothing else may.
  private func rehearse(
    _ folder: URL, _ plan: [String] = [], isKilled: Bool = false
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments =
      ["rehearse"] + options
      + ["--stage", stage, "--folder", folder.path, "--checkpoints", "\(checkpoints)"] + plan
    try process.run()
    process.waitUntilExit()
    if process.terminationReason == .uncaughtSignal {
      guard isKilled && process.terminationStatus == SIGKILL else {
        throw CommandFailure.rehearsalEnded(stage: stage, status: process.terminationStatus)
      }
    } else if process.terminationStatus != 0 {
      throw CommandFailure.rehearsalEnded(stage: stage, status: process.terminationStatus)
    }
  }
}
