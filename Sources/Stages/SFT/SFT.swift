import Artifacts
import Corpora
import Foundation
import Layers
package import Pipelines
package import Tensors
import Training

/// Fine-tunes a model on demonstrations, with loss only on answers and their EOS (paper §3.1).
package struct SFT: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "sft", version: 3, summary: "Fine-tunes a model on the answers of demonstrations.",
      inputs: [
        InputSlot("model", kind: "model", "The model to fine-tune."),
        InputSlot(
          "demonstrations", kind: "demonstrations",
          "The demonstrations to train on; several sets are concatenated.", .many),
      ],
      outputs: [OutputSlot("model", kind: "model", "The fine-tuned model with its tokenizer.")],
      metrics: LanguageTask.metrics
    )
    .takingPipelineSeed(as: "splitSeed")
  }

  package func run(_ configuration: SFTConfiguration, in context: StageContext) throws {
    try backend.require(configuration.batch.precision)
    let policy = try Policy(files: context.input("model").files, backend: backend)
    var counts = RowCounts()
    let demonstrations = try context.rows(
      .demonstrations, in: "demonstrations", atMost: configuration.rowLimit, as: "row limit",
      &counts)
    let limit =
      configuration.maximumLength == 0
      ? policy.model.contextLength : min(configuration.maximumLength, policy.model.contextLength)
    let split = demonstrations.split(
      heldOut: configuration.heldOut, seed: configuration.splitSeed)
    guard !split.training.isEmpty else {
      throw StagesError.allHeldOut(
        "demonstrations", count: demonstrations.count, share: configuration.heldOut)
    }
    let rows = TrainingSets(
      training: policy.bundle.rows(split.training, maximumLength: limit, &counts),
      heldOut: policy.bundle.rows(split.heldOut, maximumLength: limit, &counts)
    )
    guard !rows.training.isEmpty else {
      throw StagesError.noRows("demonstrations", reasons: counts.dropped)
    }
    let task = LanguageTask(
      policy.model, rows: rows, batch: configuration.batch, optimizer: configuration.optimizer,
      seed: context.seed)
    try Loop(CheckpointPace(interval: configuration.checkpointInterval))
      .run(task, ContextSink(context: context))
    try policy.write(to: context.output("model"))
    let steps = configuration.batch.text(of: rows.training.count, task)
    report(rows.training, rows.heldOut.count, steps, counts, context)
  }

  private func report(
    _ rows: [EncodedRow], _ heldOut: Int, _ steps: String, _ counts: RowCounts,
    _ context: StageContext
  ) {
    let tokens = rows.reduce(0) { $0 + $1.tokens.count }
    let targets = rows.reduce(0) { $0 + $1.targetCount }
    let prose =
      "\(rows.count) rows to train on with \(tokens) tokens, \(targets) of which bear loss; "
      + "\(heldOut) rows are held out. \(steps)"
    context.report(
      ReportSection(
        title: "Fine-tuning", items: [.prose(prose), .table(.rows([("demonstrations", counts)]))]))
  }
}
