/// A pipeline with every kind of stage, so small that a stage takes some hundredths of a second.
enum ToyPipeline {
  /// The names of the stages, in order.
  static let stages = [
    "world", "base", "sft", "pairs", "judged", "helpful", "safe", "best", "rejection", "ppo",
    "ghost", "chat", "evaluation",
  ]

  /// Returns the pipeline with an annotator: the oracle, or people.
  static func text(annotator: String) -> String {
    // Only people are asked about safety.
    text.replacing(
      "ANNOTATOR",
      with: annotator == "people" ? "people\n    safetyQuestion: always" : annotator)
  }

  private static let text = """
    name: toy
    seed: 3
    stages:
      world:
        kind: paddock
        documents: 60
        demonstrations: 12
        collectionPrompts: 10
        prompts: 6
        heldOutPrompts: 3
        dialogues: 4
        dialogueTurns: 2
        heldOutDialogues: 1
        vocabulary: 320
      base:
        kind: pretrain
        corpus: world.corpus
        tokenizer: world.tokenizer
        model: {hiddenSize: 8, layers: 1, heads: 1, keyValueHeads: 1, intermediateSize: 16}
        batch: {size: 8, epochs: 1}
        checkpointInterval: 3
      sft:
        kind: sft
        model: base.model
        demonstrations: world.demonstrations
        batch: {size: 4, epochs: 1}
        checkpointInterval: 1
      pairs:
        kind: sample-pairs
        policies: [sft.model]
        prompts: world.collectionPrompts
        maximumNewTokens: 4
        checkpointInterval: 4
      judged:
        kind: collect
        pairs: pairs.pairs
        world: world.world
        annotator: ANNOTATOR
    \(rewardModel("helpful", role: "helpfulness"))
    \(rewardModel("safe", role: "safety"))
      best:
        kind: rejection-sampling
        model: sft.model
        prompts: world.prompts
        helpfulness: helpful.model
        safety: safe.model
        world: world.world
        samples: 4
        maximumNewTokens: 96
        checkpointInterval: 2
      rejection:
        kind: sft
        model: sft.model
        demonstrations: best.demonstrations
        batch: {size: 2, epochs: 1}
        checkpointInterval: 1
      ppo:
        kind: ppo
        model: rejection.model
        prompts: world.prompts
        heldOutPrompts: world.heldOutPrompts
        helpfulness: helpful.model
        safety: safe.model
        world: world.world
        iterations: 3
        batchSize: 4
        minibatchSize: 2
        maximumNewTokens: 4
        criticWarmup: 1
        evaluationInterval: 1
        missingEOSBound: 1
        checkpointInterval: 1
        checkpointsParts: true
      ghost:
        kind: ghost-attention
        model: ppo.model
        dialogues: world.dialogues
        temperature: 1.0
        maximumNewTokens: 128
        checkpointInterval: 2
      chat:
        kind: sft
        model: ppo.model
        demonstrations: [ghost.demonstrations, best.demonstrations]
        batch: {size: 2, epochs: 1}
        checkpointInterval: 1
      evaluation:
        kind: evaluate
        policies: [sft.model, chat.model]
        names: [sft, chat]
        prompts: world.heldOutPrompts
        helpfulness: helpful.model
        safety: safe.model
        dialogues: world.heldOutDialogues
        world: world.world
        maximumNewTokens: 4

    """

  private static func rewardModel(_ name: String, role: String) -> String {
    """
      \(name):
        kind: reward-model
        role: \(role)
        model: sft.model
        comparisons: judged.comparisons
        mixture: all
        batch: {size: 4}
        heldOut: 0.2
        checkpointInterval: 1
    """
  }
}
