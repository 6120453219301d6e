import Layers
import Artifacts
import Corpora
import Foundation
package import Pipelines
package import Tensors
import Training

/// Improves a policy by PPO against both reward models (paper §3.2.3, recipe `ppo-details.md`).
package struct PPO: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "ppo", version: 1, summary: "Improves a policy by PPO against both reward models.",
      inputs: [
        InputSlot("model", kind: "model"), InputSlot("prompts", kind: "prompts", .many),
        InputSlot("heldOutPrompts", kind: "prompts", .optional),
        InputSlot("helpfulness", kind: "reward-model"), InputSlot("safety", kind: "reward-model"),
        InputSlot("world", kind: "world", .optional),
      ],
      outputs: [OutputSlot("model", kind: "model")], metrics: PPOTask.metrics)
  }

  package func run(_ configuration: PPOConfiguration, in context: StageContext) throws {
    try backend.require(configuration.precision)
    let files = try context.input("model").files
    let policy = try Policy(files: files, backend: backend)
    let helpfulness = try context.input("helpfulness")
    let models = (
      policy: policy, reference: try ModelCatalog.model(files, backend),
      critic: try ModelCatalog.scalarModel(helpfulness.files, backend)
    )
    let engine = RolloutEngine(
      models,
      scorer: try RewardScorer(
        helpfulness, context.input("safety"), policy: policy.vocabulary, backend: backend,
        tokensInMemory: configuration.tokensInMemory),
      configuration: configuration, seed: context.seed)
    var counts = RowCounts()
    var heldOutCounts = RowCounts()
    let prompts = try prompts(context.inputs("prompts"), policy, configuration, &counts)
    guard !prompts.isEmpty else { throw StagesError.noRows("prompts", reasons: counts.dropped) }
    let heldOut = try heldOutPrompts(context, policy, configuration, &heldOutCounts)
    let task = PPOTask(
      engine, prompts: (prompts, heldOut),
      gold: try GoldJudge(context.optionalInput("world")), seed: context.seed)
    let report = try PPOReport(task: task, before: task.samples(8))
    try Loop(
      CheckpointPace(
        interval: configuration.checkpointInterval, countsParts: configuration.checkpointsParts)
    ).run(task, ContextSink(context: context, unit: "iterations"))
    try policy.write(to: context.output("model"))
    let rows = [("prompts", counts), ("held-out prompts", heldOutCounts)]
    for section in try report.sections(after: task.samples(8), rows: rows) {
      context.report(section)
    }
  }

  private func heldOutPrompts(
    _ context: StageContext, _ policy: Policy, _ configuration: PPOConfiguration,
    _ counts: inout RowCounts
  ) throws -> [EncodedPrompt] {
    guard let folder = try context.optionalInput("heldOutPrompts") else { return [] }
    let all = try prompts([folder], policy, configuration, &counts)
    return Array(all.prefix(configuration.evaluationPrompts))
  }

  private func prompts(
    _ folders: [ArtifactFolder], _ policy: Policy, _ configuration: PPOConfiguration,
    _ counts: inout RowCounts
  ) throws -> [EncodedPrompt] {
    let records = try folders.flatMap {
      try RecordFile($0.url("prompts.jsonl")).records(of: PromptRecord.self)
    }
    return policy.vocabulary.prompts(
      records, contextLength: policy.model.contextLength, room: configuration.maximumTokens, &counts
    )
  }
}
