import Foundation
import Glibc
import Randomness

/// Kills whole runs of the pipeline, one to five times each, at random.
struct RandomKillSweep: Sendable {
  let programs: Programs
  let tally: Tally
  let seed: UInt64
  /// The last stage, at the end of which all facts are compared.
  let scene: Scene
  /// An empty disk.
  let empty: URL
  /// How long the pipeline takes undisturbed, and how many changes it makes.
  let seconds: Double
  let changes: Int

  /// Disturbs one run; its kills follow from the seed and its number.
  func examine(_ number: Int, worker: Int) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "worker-\(worker)"))
    try workplace.place(empty)
    var random = Random(seed, stream: "kills", UInt64(number))
    let examination = Examination(home: workplace.home)
    var faults: [String] = []
    var kills: [String] = []
    for _ in 0...random.below(5) {
      let (words, end) = try kill(&random, workplace)
      kills.append(words)
      if end == .killed(signal: SIGKILL) { tally.note("kills") }
      if end == .exited(0) { break }
      if end != .killed(signal: SIGKILL) { faults.append("\(words) ended with \(end)") }
      faults += try examination.unsoundnessOfCopy(at: workplace.folder.appending(path: "copy"))
    }
    let resumed = try workplace.runPlainly(until: scene.stage)
    if !resumed.isSuccess { faults.append("the last run failed: \(resumed.complaint)") }
    if resumed.isSuccess { faults += examination.differences(from: scene.facts) }
    tally.count("seed \(seed), run \(number) (\(kills.joined(separator: ", ")))", faults)
  }

  /// Kills the run after a random time, or at a random change to the disk.
  private func kill(
    _ random: inout Random, _ workplace: Workplace
  ) throws -> (words: String, end: ChildEnd) {
    if random.chance(0.5) {
      let delay = Double(random.uniform()) * seconds
      let end = try workplace.runPlainly(until: scene.stage, killedAfter: delay).end
      return ("after \(Int(delay * 1000)) ms", end)
    }
    let action = random.pick(FaultAction.kills)
    let plan = FaultPlan(action: action, at: 1 + random.below(changes))
    return (plan.words, try workplace.run(until: scene.stage, plan).end)
  }
}
