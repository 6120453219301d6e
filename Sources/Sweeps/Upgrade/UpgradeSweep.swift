import Foundation
import Glibc

/// Kills the migration of a store at each change that it makes, and opens what is left.
struct UpgradeSweep: Sendable {
  let programs: Programs
  let tally: Tally
  /// The store of an earlier version.
  let old: URL

  /// Tries every point, or so many that are spread evenly.
  func run(limit: Int?, workers: Int) throws {
    let place = try workplace("undisturbed")
    try lay(place)
    let count = try open(place, FaultPlan()).points.count
    let facts = try StoreFacts(home: place.home)
    let plans =
      (1...count).map { FaultPlan(action: .killBefore, at: $0) }
      + [FaultPlan(action: .killAfter, at: count)]
    try Workers.forEach(Spread.of(plans, limit: limit), workers: workers) { plan, worker in
      let place = try workplace("worker-\(worker)")
      try lay(place)
      let result = try open(place, plan)
      guard result.end == .killed(signal: SIGKILL) else {
        return tally.note("points that were not reached")
      }
      let examination = Examination(home: place.home)
      tally.count(
        "\(old.lastPathComponent), \(plan.words)",
        examination.differences(from: facts) + (try examination.unsoundness()))
    }
  }

  private func workplace(_ name: String) throws -> Workplace {
    try Workplace(programs, folder: programs.scratch.appending(path: "upgrade-\(name)"))
  }

  /// Puts a copy of the old store in place.
  private func lay(_ place: Workplace) throws {
    try? FileManager.default.removeItem(at: place.disk)
    try FileManager.default.createDirectory(at: place.disk, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: old, to: place.home)
  }

  /// Opens the store with a command that only looks, which migrates it first.
  private func open(_ place: Workplace, _ plan: FaultPlan) throws -> CallResult {
    try place.call(["runs", "--home", place.home.path], plan)
  }
}
