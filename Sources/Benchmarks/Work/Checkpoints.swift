import ArgumentParser
import Artifacts
import CPUBackend
import Foundation
import Logging
import Tensors
import Training

/// Training at the default pace of checkpoints, into a real store: what saving takes of the time.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint", abstract: "The share of training time that checkpoints take.")

  @Argument var shape: BenchmarkShape
  @Argument(help: "The number of rows.") var batch: Int
  @Argument(help: "The tokens of a row.") var length: Int
  @Option(help: "The least seconds of training.") var seconds = 60.0
  @Option(help: "A folder on the disk that is to be measured.") var home: String
  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads)
    let task = DenseTask(
      try DenseStep(
        model: shape.model(contextLength: max(1024, length), on: backend),
        sequences: shape.tokens(batch, length: length), microBatchTokens: 512, moments: .float32))
    let folder = URL(filePath: home).appending(path: "llamero-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let sink = try TimedSink(home: folder, seconds: seconds)
    let start = ContinuousClock.now
    try backend.computing(in: options.precision) {
      do { try Loop(CheckpointPace(interval: 0)).run(task, sink) } catch is TimeIsUp {}
    }
    let total = (ContinuousClock.now - start) / .seconds(1) - sink.final
    try BenchmarkResult(
      task: "checkpoint", shape: shape.rawValue, size: "\(batch) x \(length)", seconds: total,
      tokens: task.done * batch * length,
      details: [
        "checkpoints": Double(sink.times.count), "largestSeconds": sink.times.max() ?? 0,
        "savingSeconds": sink.times.reduce(0, +),
        "percentOfTime": 100 * sink.times.reduce(0, +) / total,
        "megabytes": Double(sink.bytes) / 1e6,
      ]
    ).say(options)
  }
}

/// The dense step, again and again.
private final class DenseTask: WholeStepTask {
  let totalSteps = Int.max
  let headline = "loss"
  let optimizers: [String: Optimizer]
  private let dense: DenseStep
  private(set) var done = 0

  init(_ dense: DenseStep) {
    self.dense = dense
    optimizers = ["model": dense.optimizer]
  }

  func step(_ index: Int) throws -> [Metric] {
    try dense.run()
    done += 1
    return []
  }
}

/// The person's wish to stop when the time is up.
private struct TimeIsUp: Error {}

/// Keeps checkpoints in a store of its own, and times them.
private final class TimedSink: LoopSink {
  private static let stage = "training"
  private let store: ArtifactStore
  private let lease: Lease
  private let session: RunSession
  private let key = StageKey(hashing: "benchmark")
  private let end: ContinuousClock.Instant
  /// The seconds of each checkpoint that the pace asked for.
  private(set) var times: [Double] = []
  /// The seconds of the one that is kept because the loop stops.
  private(set) var final = 0.0
  /// The size of the newest checkpoint.
  private(set) var bytes = 0

  init(home: URL, seconds: Double) throws {
    store = try ArtifactStore(home: home, logger: Logger(label: "benchmark"))
    let plan = RunPlan(
      pipeline: "benchmark", file: "", seed: 0, definition: "{}", command: "Benchmarks checkpoint",
      stages: [RunPlan.Stage(name: Self.stage, kind: "benchmark", configuration: "{}")])
    lease = try store.lease(for: plan.command)
    session = try store.startRun(plan, under: lease)
    try store.begin(
      Computation(
        key: key, kind: "benchmark", version: 1, configuration: "{}", seed: 0, inputs: [:]),
      stage: Self.stage, in: session)
    end = .now + .seconds(seconds)
  }

  func record(_ metric: Metric, step: Int) {}
  func progress(done: Int, total: Int, note: String) {}
  func latestCheckpoint() throws -> [String: URL]? { nil }
  func decide(at place: LoopPlace, checkpointIsDue: Bool) -> LoopDecision {
    LoopDecision(stops: isOver, checkpointIsDue: checkpointIsDue)
  }

  private var isOver: Bool { .now >= end }

  func stopped() -> any Error { TimeIsUp() }

  func saveCheckpoint(at place: LoopPlace, _ fill: (URL) throws -> Void) throws {
    let isFinal = isOver
    let taken = try seconds {
      let folder = try store.temporaryFolder("checkpoint-\(place.step)", of: lease.token)
      try fill(folder)
      bytes = try FileManager.default.contentsOfDirectory(
        at: folder, includingPropertiesForKeys: [.fileSizeKey]
      ).reduce(0) { $0 + (try $1.resourceValues(forKeys: [.fileSizeKey]).fileSize ?? 0) }
      try store.saveCheckpoint(
        folder, at: CheckpointPlace(step: place.step), metrics: [], of: key, stage: Self.stage,
        in: session)
    }
    if isFinal { final = taken } else { times.append(taken) }
  }
}
