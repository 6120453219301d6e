import Foundation
import Glibc

/// A stage and the point at which it is killed.
struct KillCase: Sendable {
  let scene: Scene
  let plan: FaultPlan
  /// The change that the kill is to meet.
  let point: FaultPoint
}

/// Kills a run at a change to the disk, resumes it, and compares the result.
struct KillSweep: Sendable {
  let programs: Programs
  let tally: Tally
  /// At how many spread points of the resumed run it is killed once more.
  var killsAgain = 0

  /// Returns every kill of the stages: before each change and within each write.
  ///
  /// A kill after a change leaves the disk of a kill before the next one, since nothing else
  /// changes it; only after the last change is that a case of its own.
  func cases(of scenes: [Scene]) -> [KillCase] {
    scenes.flatMap { scene in
      let before = kills(.killBefore, of: scene.changes, in: scene)
      let last = kills(.killAfter, of: scene.changes, in: scene).suffix(1)
      guard killsAgain == 0 else { return before + last }
      let writes = scene.changes.filter { $0.kind == "write" }
      return before + kills(.killWithin, of: writes, in: scene) + last
    }
  }

  private func kills(
    _ action: FaultAction, of points: [FaultPoint], in scene: Scene
  ) -> [KillCase] {
    points.enumerated().map { index, point in
      KillCase(scene: scene, plan: FaultPlan(action: action, at: index + 1), point: point)
    }
  }

  /// Kills a run, and examines what it left and how the next one ends.
  func examine(_ kill: KillCase, worker: Int) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "worker-\(worker)"))
    try workplace.place(kill.scene.before)
    let result = try workplace.run(until: kill.scene.stage, kill.plan)
    guard result.end == .killed(signal: SIGKILL) else {
      return tally.note("points that were not reached")
    }
    if result.points.last != kill.point { tally.note("points that moved") }
    if killsAgain == 0 { return try conclude(kill, kill.name, workplace) }
    try killAgain(kill, workplace)
  }

  private func killAgain(_ kill: KillCase, _ workplace: Workplace) throws {
    let killed = workplace.folder.appending(path: "killed")
    try workplace.keep(as: killed)
    let resumed = try workplace.run(until: kill.scene.stage)
    for point in Spread.of(Array(1..<resumed.points.count + 1), limit: killsAgain) {
      try workplace.place(killed)
      let second = FaultPlan(action: .killBefore, at: point)
      let result = try workplace.run(until: kill.scene.stage, second)
      guard result.end == .killed(signal: SIGKILL) else {
        tally.note("points that were not reached")
        continue
      }
      try conclude(kill, "\(kill.name), then \(second.words)", workplace)
    }
  }

  /// Examines the disk after the last kill, resumes to the end and compares it.
  private func conclude(_ kill: KillCase, _ name: String, _ workplace: Workplace) throws {
    let examination = Examination(home: workplace.home)
    let copy = workplace.folder.appending(path: "copy")
    var faults = try examination.unsoundnessOfCopy(at: copy)
    let resumed = try workplace.runPlainly(until: kill.scene.stage)
    if resumed.isSuccess {
      faults += examination.differences(from: kill.scene.facts)
      faults += try examination.unsoundness()
      tally.note("blobs left without a row", try examination.bytesWithoutRow())
    } else {
      faults.append("the next run failed: \(resumed.complaint)")
    }
    tally.count(name, faults)
  }
}

extension KillCase {
  /// Where the kill was, for a person.
  var name: String { "\(scene.stage), \(plan.words) (\(point.kind) \(point.path))" }
}
