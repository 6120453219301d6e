import Foundation

/// What a sweep found: one line of `reports/reliability.jsonl`.
struct SweepResult: Codable {
  /// Which sweep it was.
  var sweep: String
  /// What it shows if nothing fails.
  var claim: String
  var cases: Int
  var failures: Int
  /// The 95 % bound on the rate of failures, see `FailureBound`.
  var bound: Double
  /// Whether every point was tried, which is a proof for the recorded trace.
  var isComplete: Bool
  /// Other counts, by name.
  var notes: [String: Int]
  var seconds: Double
  var date: String
  var machine: String
  var command: String

  init(
    _ sweep: String, claim: String, _ counts: Tally.Counts, isComplete: Bool, seconds: Double
  ) {
    self.sweep = sweep
    self.claim = claim
    cases = counts.cases
    failures = counts.failures.count
    bound = FailureBound.of(failures: failures, among: cases)
    self.isComplete = isComplete
    notes = counts.notes
    self.seconds = seconds
    date = Date.now.formatted(.iso8601.year().month().day())
    machine = Self.machine
    command = (["Sweeps"] + CommandLine.arguments.dropFirst()).joined(separator: " ")
  }

  /// One line for a person.
  var sentence: String {
    let rate = (100 * bound).formatted(.number.precision(.significantDigits(2)))
    let others = notes.sorted { $0.key < $1.key }.map { ", \($0.value) \($0.key)" }.joined()
    return "\(sweep): \(cases) cases, \(failures) failures, at most \(rate) % at 95 %"
      + "\(isComplete ? ", all points" : ", a sample")\(others), \(Int(seconds.rounded())) s"
  }

  /// Appends the result to a file of lines.
  func append(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = try encoder.encode(self) + Data("\n".utf8)
    let present = (try? Data(contentsOf: file)) ?? Data()
    try (present + line).write(to: file, options: .atomic)
  }

  /// The processor and how many of it there are.
  private static var machine: String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }?
      .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    return "\(model ?? "unknown processor"), \(ProcessInfo.processInfo.processorCount) cores"
  }
}
