import Artifacts
import Corpora
import Foundation
import Layers
import Objectives
package import Pipelines
import Randomness
package import Tensors
import Training

/// Trains a reward model on comparisons, from a chat model's trunk (paper §3.2.2).
package struct RewardModel: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "reward-model", version: 2,
      summary: "Trains a helpfulness or safety reward model on comparisons.",
      inputs: [
        InputSlot("model", kind: "model"), InputSlot("comparisons", kind: "comparisons", .many),
      ],
      outputs: [OutputSlot("model", kind: "reward-model")], metrics: RewardTask.metrics)
  }

  package func run(_ configuration: RewardModelConfiguration, in context: StageContext) throws {
    try backend.require(configuration.batch.precision)
    let files = try context.input("model").files
    let vocabulary = try Vocabulary(files: files)
    let model = try ModelCatalog.scalarModel(files, freshHeadSeed: context.seed, backend)
    let limit =
      configuration.maximumTokens == 0
      ? model.trunk.contextLength : min(configuration.maximumTokens, model.trunk.contextLength)
    var counts = RowCounts()
    let split = try split(configuration, context, &counts)
    let pairs = (
      training: vocabulary.pairs(split.training, maximumTokens: limit, &counts),
      heldOut: vocabulary.pairs(split.heldOut, maximumTokens: limit, &counts)
    )
    guard !pairs.training.isEmpty else {
      throw StagesError.noRows("comparisons", reasons: counts.dropped)
    }
    let margins = try configuration.margin.values(
      for: pairs.training.map(\.strength), missing: configuration.missingStrength)
    let task = RewardTask(
      model, pairs: pairs, margins: margins.values, configuration, seed: context.seed)
    try Loop(CheckpointPace(interval: configuration.checkpointInterval))
      .run(task, ContextSink(context: context))
    try model.write(to: context.output("model"))
    try vocabulary.write(to: context.output("model"))
    let scores = backend.computing(in: configuration.batch.precision) {
      model.pairScores(pairs.heldOut, tokensInMemory: configuration.batch.tokensInMemory)
    }
    let report = RewardReport(
      configuration: configuration, training: pairs.training, pairs: pairs.heldOut,
      chosen: scores.chosen, rejected: scores.rejected, counts: counts,
      missingStrengths: margins.missing)
    for section in report.sections() { context.report(section) }
    let steps = configuration.batch.text(of: pairs.training.count, task)
    context.report(ReportSection(title: "Training", items: [.prose(steps)]))
  }

  /// Reads all sets, holds out by prompt, and mixes the domains of the rest.
  ///
  /// Held-out rows are those of the model's own domain, so that its accuracy means one thing.
  private func split(
    _ configuration: RewardModelConfiguration, _ context: StageContext,
    _ counts: inout RowCounts
  ) throws -> (training: [Comparison], heldOut: [Comparison]) {
    let rows = try context.inputs("comparisons").flatMap {
      try RecordFile($0.url("comparisons.jsonl")).records(of: Comparison.self)
    }
    let domain = configuration.role == .helpfulness ? Domain.helpfulness : .safety
    let split = rows.split(heldOut: configuration.heldOut, seed: context.seed)
    let own = limited(split.training.filter { $0.domain == domain }, configuration, context.seed)
    let other = split.training.filter { $0.domain != domain }
    let heldOut = split.heldOut.filter { $0.domain == domain }
    let mixed = mixed(own, other, configuration, context.seed)
    counts.drop(
      split.training.count { $0.domain == domain } - own.count, "beyond the pair limit")
    counts.drop(own.count + other.count - mixed.count, "of the other domain, beyond the mixture")
    counts.drop(split.heldOut.count - heldOut.count, "of the other domain, held out")
    guard !own.isEmpty else {
      if !heldOut.isEmpty {
        throw StagesError.allHeldOut("pairs judged by \(domain.rawValue)", count: heldOut.count)
      }
      throw StagesError.inputs(
        "None of the \(rows.count) comparisons were judged by \(configuration.role.rawValue); "
          + "give the stage comparisons of that domain.")
    }
    return (mixed, heldOut)
  }

  private func limited(
    _ rows: [Comparison], _ configuration: RewardModelConfiguration, _ seed: UInt64
  ) -> [Comparison] {
    guard configuration.pairLimit > 0 else { return rows }
    var random = Random(seed, stream: "pair-limit")
    return Array(random.permuted(rows).prefix(configuration.pairLimit))
  }

  /// All own rows, and as many others as the mixture's share asks for and there are.
  private func mixed(
    _ own: [Comparison], _ other: [Comparison], _ configuration: RewardModelConfiguration,
    _ seed: UInt64
  ) -> [Comparison] {
    guard let share = configuration.ownShare else { return own + other }
    let wanted = Int((Double(own.count) * (1 - share) / share).rounded())
    var random = Random(seed, stream: "mixture")
    return own + random.permuted(other).prefix(wanted)
  }
}
