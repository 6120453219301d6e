import Foundation

/// A call that an action met.
struct FaultPoint: Hashable, Sendable {
  let kind: String
  /// The path below the watched folder, without the names that differ from run to run.
  let path: String

  /// Reads a line of the log.
  init?(_ line: Substring) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard fields.count == 3 else { return nil }
    kind = String(fields[1])
    path = String(fields[2]).replacing(/temporary\/[0-9]+-/, with: "temporary/RUN-")
      .replacing(/\.dat\.nosync.*/, with: ".dat.nosync")
      .replacing(/\.[0-9A-F\-]{36}\.partial/, with: ".partial")
  }
}

/// The points that a run came past, in order.
struct PointLog: Sendable {
  private let lines: [Substring]

  /// Reads the library's log.
  init(_ log: URL) throws {
    lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
  }

  /// A log of no points.
  init() { lines = [] }

  var count: Int { lines.count }
  var last: FaultPoint? { lines.last.flatMap(FaultPoint.init) }
  var all: [FaultPoint] { lines.compactMap(FaultPoint.init) }

  /// Returns the point with a number, counted from 1.
  func point(_ number: Int) -> FaultPoint? {
    lines.indices.contains(number - 1) ? FaultPoint(lines[number - 1]) : nil
  }
}
