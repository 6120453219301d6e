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
      kind: "ppo", version: 2, summary: "Improves a policy by PPO against both reward models.",
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
        helpfulness, context.input("safety"), policy: policy.bundle, backend: backend,
        tokensInMemory: configuration.tokensInMemory),
      configuration: configuration, seed: context.seed)
    let prompts = try PPOPrompts(policy, configuration, context)
    let task = PPOTask(
      engine, prompts: (prompts.training, prompts.heldOut),
      gold: try GoldJudge(context.optionalInput("world")), seed: context.seed,
      keepingIn: try context.workingFolder())
    let report = try PPOReport(task: task, prompts: prompts, before: task.samples(8))
    try Loop(
      CheckpointPace(
        interval: configuration.checkpointInterval, countsParts: configuration.checkpointsParts)
    ).run(task, ContextSink(context: context, unit: "iterations"))
    try policy.write(to: context.output("model"))
    let ending = task.ending
    context.record("policy/published", step: ending.iterations, Double(ending.published))
    for section in try report.sections(after: task.samples(8), ending) { context.report(section) }
  }
}
