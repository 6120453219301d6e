import Foundation
import Testing

/// A pipeline of a few seconds, from the paddock to a reward model.
enum TinyPipeline {
  static let text = """
    name: tiny
    seed: 3
    stages:
      world:
        kind: paddock
        documents: 600
        demonstrations: 60
        collectionPrompts: 40
        prompts: 10
        heldOutPrompts: 8
        dialogues: 6
        dialogueTurns: 3
        heldOutDialogues: 4
        vocabulary: 400
      base:
        kind: pretrain
        corpus: world.corpus
        tokenizer: world.tokenizer
        model: {hiddenSize: 32, layers: 2, heads: 2, keyValueHeads: 1, intermediateSize: 64}
        batch: {size: 8, epochs: 1}
        optimizer: {learningRate: 0.003}
        checkpointInterval: 5
      pairs:
        kind: sample-pairs
        policies: [base.model]
        prompts: world.collectionPrompts
        maximumNewTokens: 16
      judged: {kind: collect, pairs: pairs.pairs, world: world.world, annotator: oracle}
      helpful:
        kind: reward-model
        model: base.model
        comparisons: judged.comparisons
        mixture: all
        batch: {size: 8}
        heldOut: 0.2

    """

  /// A store in which the pipeline has finished, made once for all tests.
  static let finished: Result<FinishedRun, any Error> = Result {
    atexit { try? FileManager.default.removeItem(at: TinyPipeline.finished.get().folder.url) }
    return try FinishedRun()
  }
}

/// A finished run of the tiny pipeline.
struct FinishedRun: Sendable {
  let folder: TemporaryFolder
  let result: Output

  /// What the run printed.
  struct Output: Sendable {
    let status: Int32
    let output: String
    let errors: String
  }

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(TinyPipeline.text, to: "tiny.yaml")
    let result = try Program.run(
      "run", folder.path("tiny.yaml"), "--home", folder.path("home"), "--threads", "2")
    self.result = Output(status: result.status, output: result.output, errors: result.errors)
  }

  var home: String { folder.path("home") }
}

/// What `show --json` prints of a run.
struct ShownRun: Decodable {
  struct Stage: Decodable, Equatable {
    let name: String
    let kind: String
    let state: String
    let skipped: Bool
    let seconds: Double
    let outputs: [String: String]
  }

  let run: String
  let pipeline: String
  let state: String
  let stages: [Stage]

  /// The digests of all outputs, by "stage.output".
  var digests: [String: String] {
    stages.reduce(into: [:]) { all, stage in
      for (name, digest) in stage.outputs { all["\(stage.name).\(name)"] = digest }
    }
  }
}
