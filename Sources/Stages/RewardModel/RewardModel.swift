import Artifacts
import Corpora
import Foundation
import Layers
import Logging
import Objectives
package import Pipelines
package import Tensors
import Training

/// Trains a reward model on comparisons, starting from a chat model's trunk (paper §3.2.2).
package struct RewardModel: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "reward-model", version: 2,
      summary: "Trains a helpfulness or safety reward model on comparisons.",
      inputs: [
        InputSlot(
          "model", kind: "model", "The chat model that initialises the reward model's trunk."),
        InputSlot(
          "comparisons", kind: "comparisons",
          "The comparisons to train on, of all rounds so far.", .many),
      ],
      outputs: [OutputSlot("model", kind: "reward-model", "The reward model with its tokenizer.")],
      metrics: RewardTask.metrics
    )
    .takingPipelineSeed(as: "splitSeed")
  }

  package func run(_ configuration: RewardModelConfiguration, in context: StageContext) throws {
    try backend.require(configuration.batch.precision)
    let files = try context.input("model").files
    let bundle = try TokenizerBundle(files: files)
    let model = try ModelCatalog.scalarModel(files, freshHeadSeed: context.seed, backend)
    let limit =
      configuration.maximumLength == 0
      ? model.trunk.contextLength : min(configuration.maximumLength, model.trunk.contextLength)
    let data = try RewardData(
      context.rows(.comparisons, in: "comparisons"), configuration, bundle, maximumLength: limit,
      seed: context.seed)
    let margins = try configuration.margin.values(
      for: data.training.map(\.strength), own: data.training.map(\.comparison.margin),
      missing: configuration.missingStrength)
    let task = RewardTask(
      model, pairs: TrainingSets(training: data.training, heldOut: data.heldOut),
      margins: margins.values, configuration,
      seed: context.seed)
    try Loop(CheckpointPace(interval: configuration.checkpointInterval))
      .run(task, ContextSink(context: context))
    try model.write(to: context.output("model"))
    try bundle.write(to: context.output("model"))
    let scores = backend.computing(in: configuration.batch.precision) {
      model.pairScores(data.heldOut, microBatchTokens: configuration.batch.microBatchTokens)
    }
    let report = RewardReport(
      configuration: configuration, data: data, chosen: scores.chosen, rejected: scores.rejected,
      margins: margins)
    if let shortage = report.shortage {
      context.logger.debug("the mixture is short", metadata: ["reason": "\(shortage)"])
    }
    for section in report.sections() { context.report(section) }
    let steps = configuration.batch.text(of: data.training.count, task)
    context.report(ReportSection(title: "Training", items: [.prose(steps)]))
  }
}
