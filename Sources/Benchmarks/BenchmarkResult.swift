import CPUBackend
import Foundation
import Glibc
import Tensors

/// What one benchmark found; the keys are those of the peers' lines where both have them.
struct BenchmarkResult: Codable {
  /// Who did the work.
  var peer = "llamero"
  /// What was done, such as `sft epoch`.
  var task: String
  var shape: String
  /// The numbers that the work depends on, such as `8 x 256`.
  var size: String
  var dtype = "fp32"
  var seconds: Double
  /// Tokens, without any padding.
  var tokens: Int
  var tokensPerSecond: Double
  /// The largest resident set of the process, in MB.
  var peakMB: Double
  /// The buffers taken from the system after the first step.
  var systemAllocations: Int?
  /// Other measurements by name.
  var details: [String: Double] = [:]

  init(
    task: String, shape: String, size: String, seconds: Double, tokens: Int,
    systemAllocations: Int? = nil, details: [String: Double] = [:]
  ) {
    self.task = task
    self.shape = shape
    self.size = size
    self.seconds = seconds
    self.tokens = tokens
    tokensPerSecond = Double(tokens) / seconds
    peakMB = Self.peakMegabytes
    self.systemAllocations = systemAllocations
    self.details = details
  }

  /// Prints the result as one line of JSON.
  func say(_ options: BenchmarkOptions) throws {
    var result = self
    result.dtype = options.precision.rawValue
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    FileHandle.standardOutput.write(try encoder.encode(result) + Data("\n".utf8))
  }

  /// The largest resident set of this process so far.
  static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }
}

/// Returns the seconds that work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(work) / .seconds(1)
}

/// Returns the middle of several times, after work that warms up.
func medianSeconds(runs: Int, _ work: () throws -> Void) rethrows -> Double {
  try work()
  return try (0..<runs).map { _ in try seconds(work) }.sorted()[runs / 2]
}
