import Foundation
import Synchronization

/// Examines what power cuts leave, and how the next run resumes from it.
final class PowerSweep: Sendable {
  private let programs: Programs
  private let tally: Tally
  /// The recovered disks from which the next run has been tried.
  private let tried = Mutex<Set<[String]>>([])

  /// Creates a sweep.
  init(programs: Programs, tally: Tally) {
    self.programs = programs
    self.tally = tally
  }

  /// Recovers a disk and examines it; goes on from it if no disk recovered to the same before.
  func examine(_ cut: PowerCase, worker: Int) throws {
    let workplace = try Workplace(
      programs, folder: programs.scratch.appending(path: "worker-\(worker)"))
    try workplace.place(cut.disk)
    let examination = Examination(home: workplace.home)
    var faults = try examination.unsoundness()
    let recovered = try DiskImage(contentsOf: workplace.disk)
    let state = CommitHistory.state(of: recovered)
    if !cut.history.allows(state) {
      faults.append("the database is \(cut.history.words(for: state))")
    }
    let signature = [cut.scene.stage, "\(recovered.recoveredFingerprint)"]
    if tried.withLock({ $0.insert(signature).inserted }) {
      try workplace.place(cut.disk)
      faults += try goOn(cut, workplace)
    }
    tally.count(cut.name, faults)
  }

  private func goOn(_ cut: PowerCase, _ workplace: Workplace) throws -> [String] {
    tally.note("runs that went on")
    let resumed = try workplace.runPlainly(until: cut.scene.stage)
    guard resumed.isSuccess else { return ["the next run failed: \(resumed.complaint)"] }
    let examination = Examination(home: workplace.home)
    return examination.differences(from: cut.scene.facts) + (try examination.unsoundness())
  }
}
