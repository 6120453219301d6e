import ArgumentParser
import Foundation

/// The options that all sweeps share.
struct SweepOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Only these stages, comma-separated.", valueName: "names"))
  var stages: String?

  @Option(help: ArgumentHelp("At most this many cases, evenly spread.", valueName: "n"))
  var limit: Int?

  @Option(help: ArgumentHelp("How many programs run in parallel.", valueName: "n"))
  var workers = 2

  @Option(help: ArgumentHelp("The folder of llamero and libFaults.so.", valueName: "dir"))
  var products: String?

  @Option(help: ArgumentHelp("Where to create the stores to disturb.", valueName: "dir"))
  var scratch: String?

  @Option(help: ArgumentHelp("The file that the result is appended to.", valueName: "file"))
  var results = "reports/reliability.jsonl"

  /// The programs to disturb.
  func programs() throws -> Programs {
    let beside = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    return try Programs(
      products: products.map { URL(filePath: $0) } ?? beside,
      scratch: scratch.map { URL(filePath: $0) } ?? Programs.scratchParent)
  }

  /// The stages that were asked for.
  func stageNames() throws -> Set<String> {
    guard let stages else { return Set(ToyPipeline.stages) }
    let names = Set(stages.split(separator: ",").map(String.init))
    if let wrong = names.subtracting(ToyPipeline.stages).first {
      throw SweepError.noSuchStage(wrong)
    }
    return names
  }

  /// Makes a sweep, prints what it found and keeps it.
  func report(_ sweep: String, claim: String, _ work: (Tally) throws -> Bool) throws {
    let tally = Tally()
    let start = ContinuousClock.now
    let isComplete = try work(tally)
    let result = SweepResult(
      sweep, claim: claim, tally.value, isComplete: isComplete && limit == nil,
      seconds: (ContinuousClock.now - start) / .seconds(1))
    print(result.sentence)
    try result.append(to: URL(filePath: results))
    if result.failures > 0 { throw ExitCode.failure }
  }
}
