import Foundation
import Glibc

/// Starts many programs at the same moment on one store.
struct TogetherSweep {
  let programs: Programs
  /// How many programs start at once.
  let crowd: Int
  /// The store of an earlier version.
  let old: URL

  /// Lets a crowd migrate the old store, and a crowd make a new one.
  func round(_ number: Int, _ tally: Tally) throws {
    let place = try Workplace(programs, folder: programs.scratch.appending(path: "together"))
    try FileManager.default.createDirectory(at: place.disk, withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: old, to: place.home)
    tally.count("round \(number), older store", try faults(of: ["runs"], place))
    try FileManager.default.removeItem(at: place.home)
    let run = ["run", programs.pipeline.path, "--threads", "1", "--until", "world"]
    tally.count("round \(number), new store", try faults(of: run, place))
    try FileManager.default.removeItem(at: place.disk)
  }

  /// Starts the crowd and returns what went wrong.
  private func faults(of arguments: [String], _ place: Workplace) throws -> [String] {
    let children = try (0..<crowd).map { number in
      let child = place.plain(arguments + ["--home", place.home.path], name: "\(number)")
      return (child, try child.start())
    }
    let results = try children.map { child, running in
      (end: running.wait(), errors: try String(contentsOf: child.errors, encoding: .utf8))
    }
    var faults = Set(results.filter { !Self.isFine($0.end, $0.errors) }.map { "\($0)" })
    if !results.contains(where: { $0.end == .exited(0) }) { faults.insert("none ended well") }
    return faults.sorted() + (try Examination(home: place.home).unsoundness())
  }

  /// Returns whether a program did its work, or was told that another one is at it.
  private static func isFine(_ end: ChildEnd, _ errors: String) -> Bool {
    end == .exited(0) || end == .exited(74) && errors.contains("is in use by")
  }
}
