import Foundation

/// One stage of the toy pipeline, as it goes when nothing disturbs it.
struct Scene: Sendable {
  let stage: String
  /// The disk before the stage: all stages before it are finished.
  let before: URL
  /// What the store knows when the stage has finished.
  let facts: StoreFacts
  /// The changes that the stage makes to the disk, in order.
  let changes: [FaultPoint]
}

/// The toy pipeline gone through once without faults.
struct Rehearsal: Sendable {
  let programs: Programs
  let scenes: [Scene]

  /// Goes through the pipeline, stage by stage, and keeps those that are asked for.
  init(_ programs: Programs, stages wanted: Set<String>) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "rehearsal"))
    try FileManager.default.createDirectory(
      at: workplace.disk, withIntermediateDirectories: true)
    var scenes: [Scene] = []
    for stage in ToyPipeline.stages {
      let before = programs.scratch.appending(path: "before-\(stage)")
      try workplace.keep(as: before)
      let result = try workplace.run(until: stage)
      guard result.isSuccess else {
        throw SweepError.rehearsalFailed(stage: stage, result.complaint)
      }
      guard wanted.contains(stage) else { continue }
      scenes.append(
        Scene(
          stage: stage, before: before, facts: try StoreFacts(home: workplace.home),
          changes: result.points.all))
    }
    self.programs = programs
    self.scenes = scenes
  }
}
