import Artifacts
import Foundation
import Glibc

/// Kills a collection by people: the run that asks, the pages that store, the run that goes on.
struct PeopleSweep: Sendable {
  /// What the programs do, one after another.
  enum Act: String, CaseIterable, Sendable {
    /// A run publishes its pairs and ends, since it waits for people.
    case ask
    /// `serve` shows the pairs and stores what is posted.
    case answer
    /// A run reads the answers and finishes the stage.
    case conclude
  }

  /// An act and the point at which it is killed.
  struct Case: Sendable {
    let act: Act
    let plan: FaultPlan
  }

  static let stage = "judged"
  private static let waiting = ChildEnd.exited(75)

  let programs: Programs
  let tally: Tally

  /// The disk before the collection, with the pairs that it is about.
  private var before: URL { programs.scratch.appending(path: "before-people") }

  /// Returns every kill of the three acts, and what the store knows when nothing disturbs them.
  ///
  /// The names of the folders have equal length here too, see `Workplace`.
  func rehearsed() throws -> (cases: [Case], facts: StoreFacts) {
    let workplace = try workplace("rehearse")
    try FileManager.default.createDirectory(at: workplace.disk, withIntermediateDirectories: true)
    let made = try workplace.call(run(workplace, until: "pairs"), FaultPlan())
    guard made.isSuccess else {
      throw SweepError.rehearsalFailed(stage: "pairs", made.complaint)
    }
    try workplace.keep(as: before)
    var cases: [Case] = []
    var annotator = Annotator()
    for act in Act.allCases {
      let result = try play(act, FaultPlan(), &annotator, workplace)
      guard result.end == Self.end(of: act) else {
        throw SweepError.rehearsalFailed(stage: act.rawValue, result.complaint)
      }
      cases += Self.kills(of: act, points: result.points.all)
    }
    let facts = try StoreFacts(home: workplace.home)
    guard facts.values["\(Self.stage): output comparisons"] != nil, !annotator.confirmed.isEmpty
    else { throw SweepError.noRun(workplace.home.path) }
    return (cases, facts)
  }

  private static func kills(of act: Act, points: [FaultPoint]) -> [Case] {
    let writes = points.count { $0.kind == "write" }
    return points.indices.map { Case(act: act, plan: FaultPlan(action: .killBefore, at: $0 + 1)) }
      + (0..<writes).map { Case(act: act, plan: FaultPlan(action: .killWithin, at: $0 + 1)) }
      + [Case(act: act, plan: FaultPlan(action: .killAfter, at: points.count))]
  }

  /// Kills one act, goes on until the stage is finished, and compares.
  func examine(_ kill: Case, _ facts: StoreFacts, worker: Int) throws {
    let workplace = try workplace("worker-\(worker)")
    try workplace.place(before)
    var annotator = Annotator()
    var faults: [String] = []
    for act in Act.allCases {
      if act == kill.act {
        let result = try play(act, kill.plan, &annotator, workplace)
        guard result.end == .killed(signal: SIGKILL) else {
          return tally.note("points that were not reached")
        }
        tally.note("answers confirmed before the kill", annotator.confirmed.count)
        faults += try unsoundness(after: annotator, workplace)
      }
      let result = try play(act, FaultPlan(), &annotator, workplace)
      if result.end != Self.end(of: act) {
        faults.append("\(act) ended with \(result.end): \(result.complaint)")
      }
    }
    let examination = Examination(home: workplace.home)
    faults += examination.differences(from: facts)
    faults += try examination.unsoundness() + doubles(annotator, workplace)
    tally.count("\(kill.act), \(kill.plan.words)", faults)
  }

  private func play(
    _ act: Act, _ plan: FaultPlan, _ annotator: inout Annotator, _ workplace: Workplace
  ) throws -> CallResult {
    guard act == .answer else {
      return try workplace.call(run(workplace, until: Self.stage), plan)
    }
    guard let server = try PageServer(workplace, plan) else {
      return try workplace.result(of: .killed(signal: SIGKILL))
    }
    let end = annotator.work(with: server.client)
    if end == .done { return try server.stop() }
    // The person found the server gone: it was killed, or it is at fault.
    if case .refused(let status) = end {
      server.child.send(SIGKILL)
      _ = server.child.wait()
      throw SweepError.serverEnded("it answered \(status)")
    }
    return try workplace.result(of: server.child.wait())
  }

  private func run(_ workplace: Workplace, until stage: String) -> [String] {
    [
      "run", programs.people.path, "--home", workplace.home.path, "--threads", "1", "--until",
      stage,
    ]
  }

  /// Returns what is wrong with the disk that a kill left: damage, or a confirmed answer not there.
  private func unsoundness(
    after annotator: Annotator, _ workplace: Workplace
  ) throws -> [String] {
    let copy = workplace.folder.appending(path: "copy")
    let faults = try Examination(home: workplace.home).unsoundnessOfCopy(at: copy)
    let counts = try answerCounts(annotator, copy)
    return faults
      + annotator.confirmed.filter { counts[$0] != 1 }.map {
        "the confirmed answer to pair \($0) is there \(counts[$0] ?? 0) times"
      }
  }

  /// Returns what is wrong with the number of answers at the end.
  private func doubles(_ annotator: Annotator, _ workplace: Workplace) throws -> [String] {
    try answerCounts(annotator, workplace.home).filter { $0.value != 1 }.map {
      "pair \($0.key) has \($0.value) answers"
    }
  }

  /// Returns how many answers each pair has.
  private func answerCounts(_ annotator: Annotator, _ home: URL) throws -> [Int: Int] {
    guard let collection = annotator.collection else { return [:] }
    let store = try StoreFacts.open(home)
    let answers = try store.answers(in: collection)
    let counts = try store.questions(in: collection).map { question in
      (question.index, answers.count { $0.question == question.id })
    }
    return Dictionary(uniqueKeysWithValues: counts)
  }

  private func workplace(_ name: String) throws -> Workplace {
    try Workplace(programs, folder: programs.scratch.appending(path: "people-\(name)"))
  }

  private static func end(of act: Act) -> ChildEnd { act == .ask ? waiting : .exited(0) }
}
