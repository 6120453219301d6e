import Artifacts
import Corpora
import Foundation
import Layers
import Objectives
package import Pipelines
package import Tensors
import Training

/// Optimises a policy with PPO against both reward models (paper §3.2.3, `ppo-details.md`).
package struct PPO: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "ppo", version: 2, summary: "Optimises a policy with PPO against both reward models.",
      inputs: [
        InputSlot(
          "model", kind: "model",
          "The initial policy, which is also the reference of the KL penalty."),
        InputSlot("prompts", kind: "prompts", "The prompts to train on.", .many),
        InputSlot(
          "heldOutPrompts", kind: "prompts",
          "Held-out prompts for selecting the best policy; without them up to a tenth of the "
            + "prompts is held out.",
          .optional),
        InputSlot(
          "helpfulness", kind: "reward-model",
          "The helpfulness reward model, which also initialises the critic."),
        InputSlot("safety", kind: "reward-model", "The safety reward model."),
        InputSlot(
          "world", kind: "world",
          "The synthetic world whose oracle gives gold scores to compare with the reward.",
          .optional),
      ],
      outputs: [
        OutputSlot(
          "model", kind: "model",
          "The policy with the best evaluation on held-out prompts.")
      ], metrics: PPOTask.metrics)
  }

  package func run(_ configuration: PPOConfiguration, in context: StageContext) throws {
    try backend.require(configuration.precision)
    let engine = try engine(configuration, context)
    let prompts = try PPOPrompts(engine.models.policy, configuration, context)
    let task = PPOTask(
      engine, configuration, prompts: prompts.sets,
      gold: try GoldJudge(context.optionalInput("world")),
      keepingIn: try context.workingFolder())
    let report = try PPOReport(task: task, prompts: prompts, before: task.samples(8))
    try Loop(
      CheckpointPace(
        interval: configuration.checkpointInterval, countsParts: configuration.checkpointsParts)
    ).run(task, ContextSink(context: context, unit: "iterations"))
    try engine.models.policy.write(to: context.output("model"))
    let ending = task.ending
    context.record("policy/published", step: ending.iterations, Double(ending.published))
    for section in try report.sections(after: task.samples(8), ending) { context.report(section) }
  }

  /// Reads the policy, its frozen reference copy and the reward models.
  ///
  /// The critic is initialised from the helpfulness model.
  private func engine(
    _ configuration: PPOConfiguration, _ context: StageContext
  ) throws -> RolloutEngine {
    let files = try context.input("model").files
    let policy = try Policy(files: files, backend: backend)
    let folders = RewardModelFolders(
      helpfulness: try context.input("helpfulness"), safety: try context.input("safety"))
    let models = RolloutModels(
      policy: policy, reference: try ModelCatalog.model(files, backend),
      critic: try ModelCatalog.scalarModel(folders.helpfulness.files, backend))
    let rewards = try CombinedRewardSource(
      folders, policy: policy.bundle,
      selection: RewardSelection(probability: configuration.safetyThreshold), backend: backend,
      microBatchTokens: configuration.microBatchTokens)
    return RolloutEngine(
      models, rewards: rewards, advantages: configuration.advantages,
      settings: configuration.rollout, seed: context.seed)
  }
}
