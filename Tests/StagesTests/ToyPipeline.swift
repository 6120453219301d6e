import Artifacts
import Corpora
import Foundation
import Logging
import Pipelines
import Stages
import Synchronization

/// Makes every input that the other stages need.
struct ToyStage: Stage {
  struct Configuration: StageConfiguration {
    static var standard: Configuration { Configuration() }
  }

  var description: StageDescription {
    StageDescription(
      kind: "toy", version: 1, summary: "Makes a toy world.",
      outputs: [
        OutputSlot("model", kind: "model", "Output."),
        OutputSlot("helpfulness", kind: "reward-model", "Output."),
        OutputSlot("safety", kind: "reward-model", "Output."),
        OutputSlot("demonstrations", kind: "demonstrations", "Output."),
        OutputSlot("comparisons", kind: "comparisons", "Output."),
        OutputSlot("prompts", kind: "prompts", "Output."),
        OutputSlot("pairs", kind: "pairs", "Output."),
      ])
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {
    try ToyFiles.writePolicy(to: context.output("model"))
    try ToyFiles.writeReward(to: context.output("helpfulness"), seed: 21)
    try ToyFiles.writeReward(to: context.output("safety"), seed: 22)
    func write<Row: Encodable>(_ rows: [Row], _ name: String) throws {
      try RecordFile.write(rows, to: context.output(name).appending(path: name + ".jsonl"))
    }
    try write(ToyRows.demonstrations(), "demonstrations")
    try write(ToyRows.comparisons(24), "comparisons")
    try write(ToyRows.prompts(), "prompts")
    try write(ToyRows.pairs(), "pairs")
  }
}

/// A store of its own, on which toy pipelines run.
final class ToyPipeline {
  let home = FileManager.default.temporaryDirectory.appending(path: "toys-\(UUID().uuidString)")
  let store: ArtifactStore
  let kinds: StageKinds

  init() throws {
    let backend = ToyFiles.backend
    store = try ArtifactStore(home: home, logger: Logger(label: "test"))
    kinds = StageKinds([
      ToyStage(), SFT(backend: backend), RewardModel(backend: backend), PPO(backend: backend),
      RejectionSampling(backend: backend), Collect(), SamplePairs(backend: backend),
    ])
  }

  deinit { try? FileManager.default.removeItem(at: home) }

  /// Runs a pipeline; a person asks to stop when the question was put so many times.
  @discardableResult
  func run(_ yaml: String, stoppingAfter limit: Int = .max) throws -> RunOutcome {
    let asked = Asked()
    let runner = Runner(
      store: store,
      settings: RunnerSettings(baseFolder: home, command: "test", numericIdentity: "test"),
      logger: Logger(label: "test"), shouldStop: { asked.next() > limit })
    return try runner.run(Pipeline(yaml: yaml, file: "toy.yaml", kinds: kinds))
  }

  func stage(_ name: String) throws -> StageRecord? {
    try store.stages(of: store.run("last").id).first { $0.name == name }
  }

  /// Reads the rows of an output of the last run.
  func rows<Row: Decodable>(
    _ stage: String, _ slot: String, of type: Row.Type
  ) throws -> [Row] {
    guard let digest = try self.stage(stage)?.outputs[slot] else { return [] }
    return try RecordFile(store.artifact(digest).url(slot + ".jsonl")).records(of: type)
  }
}

/// Counts how often a question was put.
private final class Asked: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock {
      $0 += 1
      return $0
    }
  }
}
