import Foundation

/// A stage and the call that fails.
struct FaultCase: Sendable {
  let scene: Scene
  let plan: FaultPlan
}

/// Makes a call fail, expects one clear sentence, and resumes without the fault.
struct FaultSweep: Sendable {
  let programs: Programs
  let tally: Tally

  /// Returns every failure of every call of the stages, once and for ever.
  ///
  /// A signal interrupts a call once; for ever would be a signal that never ends.
  func cases(of scenes: [Scene], actions: [FaultAction]) throws -> [FaultCase] {
    let workplace = try Workplace(programs, folder: programs.scratch.appending(path: "counting"))
    return try scenes.flatMap { scene in
      try actions.flatMap { action in
        try workplace.place(scene.before)
        let count = try workplace.run(until: scene.stage, FaultPlan(action: action)).points.count
        return (0..<count).flatMap { index in
          (action == .interrupted ? [false] : [false, true]).map { isForever in
            FaultCase(
              scene: scene,
              plan: FaultPlan(action: action, at: index + 1, isForever: isForever))
          }
        }
      }
    }
  }

  /// Disturbs a run, and examines what it said, what it left and how the next one ends.
  func examine(_ fault: FaultCase, worker: Int) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "worker-\(worker)"))
    try workplace.place(fault.scene.before)
    let result = try workplace.run(until: fault.scene.stage, fault.plan)
    guard result.points.count >= fault.plan.at else {
      return tally.note("points that were not reached")
    }
    let examination = Examination(home: workplace.home)
    let copy = workplace.folder.appending(path: "copy")
    var faults = complaints(about: result, fault.plan)
    faults += try examination.unsoundnessOfCopy(at: copy)
    if result.isSuccess { tally.note("failures survived without notice") }
    let cured = try workplace.runPlainly(until: fault.scene.stage)
    if !cured.isSuccess { faults.append("the cured run failed: \(cured.complaint)") }
    if cured.isSuccess { faults += examination.differences(from: fault.scene.facts) }
    let point = result.points.point(fault.plan.at).map { " (\($0.kind) \($0.path))" } ?? ""
    tally.count("\(fault.scene.stage), \(fault.plan.words)\(point)", faults)
  }

  /// The exit statuses that a failing call may lead to: 74 for input and output, 66 for an input
  /// that cannot be read, and 65 because SQLite takes an unreadable page for a damaged one.
  private static let documented: Set<Int32> = [65, 66, 74]

  /// Returns whether a program must survive a failure without notice.
  ///
  /// Less may be read or written than was asked for, and a signal may come in between. That a
  /// signal interrupts opening or SQLite's own fsync is no such case: it may end the run.
  private func isHarmless(_ plan: FaultPlan, at point: FaultPoint?) -> Bool {
    guard plan.action == .interrupted else { return plan.action == .short }
    guard let point else { return false }
    let isSQLite = point.path.hasPrefix(CommitHistory.database) || point.path == "home"
    return ["read", "write"].contains(point.kind) || (point.kind == "sync" && !isSQLite)
  }

  /// Returns what is wrong with how the program ended.
  private func complaints(about result: CallResult, _ plan: FaultPlan) -> [String] {
    switch result.end {
    case .exited(0): return []
    case .exited(let status):
      let sentences = result.errors.split(separator: "\n").filter { $0.hasPrefix("llamero: ") }
      if isHarmless(plan, at: result.points.point(plan.at)) {
        return ["it was not survived: \(result.complaint)"]
      }
      if !Self.documented.contains(status) { return ["exit status \(status): \(result.complaint)"] }
      if sentences.count != 1 { return ["\(sentences.count) sentences: \(result.errors)"] }
      return []
    case .killed(let signal): return ["signal \(signal): \(result.complaint)"]
    case .hung: return ["it hung"]
    case .lost: return ["the system lost it"]
    }
  }
}
