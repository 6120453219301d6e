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
  /// The same with all their bytes, from which power cuts are made.
  let trace: [TraceEvent]
}

/// The toy pipeline gone through once without faults.
///
/// It also shows that the library misses nothing: what its trace leads to must be on the disk.
struct Rehearsal: Sendable {
  let programs: Programs
  let scenes: [Scene]

  /// Goes through the pipeline, stage by stage, and keeps those that are asked for.
  init(_ programs: Programs, stages wanted: Set<String>) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "rehearse"))
    try FileManager.default.createDirectory(
      at: workplace.disk, withIntermediateDirectories: true)
    var scenes: [Scene] = []
    for stage in ToyPipeline.stages {
      let before = programs.scratch.appending(path: "before-\(stage)")
      try workplace.keep(as: before)
      let result = try workplace.run(until: stage, traces: true)
      guard result.isSuccess else {
        throw SweepError.rehearsalFailed(stage: stage, result.complaint)
      }
      guard wanted.contains(stage) else { continue }
      let trace = try TraceEvent.events(in: workplace.trace)
      try Self.check(trace, of: stage, from: before, to: workplace.disk)
      scenes.append(
        Scene(
          stage: stage, before: before, facts: try StoreFacts(home: workplace.home),
          changes: result.points.all,
          trace: trace))
    }
    self.programs = programs
    self.scenes = scenes
  }

  /// Throws unless the trace leads from one disk to the other.
  private static func check(
    _ trace: [TraceEvent], of stage: String, from before: URL, to after: URL
  ) throws {
    var model = DiskModel(try DiskImage(contentsOf: before))
    for event in trace { try model.take(event) }
    guard try model.present == DiskImage(contentsOf: after) else {
      throw SweepError.traceIncomplete(stage: stage)
    }
  }
}
