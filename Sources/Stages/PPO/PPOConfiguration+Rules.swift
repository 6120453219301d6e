package import Pipelines

extension PPOConfiguration {
  package static let rules: [OptionRule<Self>] =
    sampling + objective + updates + stopping
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)
    + OptimizerConfiguration.rules.inside("criticOptimizer", \.criticOptimizer)

  private static let sampling: [OptionRule<Self>] = [
    .count(
      "iterations", 1...1_000_000, "iterations",
      "How many times answers are sampled and learned from. The best policy on held-out prompts is "
        + "published, so more cost time and no quality."),
    .count(
      "batchSize", 1...1_000_000, "prompts",
      "The prompts answered in one iteration. More make advantages less noisy and iterations "
        + "slower."),
    .temperature(
      "The temperature of sampling, by which every logit of the policy is divided in training, too."
    ),
    .maximumNewTokens,
  ]

  private static let objective: [OptionRule<Self>] = [
    .number(
      "klCoefficient", 0...1_000,
      "β, the weight of the KL divergence from the starting policy. Raise it where the gold score "
        + "or samples get worse while the reward rises."),
    .number(
      "discount", 0...1, "γ, by which later rewards count less; 1 suits answers with one score."),
    .number(
      "lambda", 0...1,
      "λ of generalised advantage estimation. Lower it to trust the critic more and reduce "
        + "variance."
    ),
    .safetyThreshold,
    .choice(
      "whitening", WhiteningMode.self,
      "How the selected scores of an iteration are normalised: mean 0 and deviation 1, deviation 1 "
        + "with the mean kept, or not at all."),
    .number(
      "deviationFloor", 0...1e6,
      "The standard deviation of scores below which whitening magnifies noise and a metric warns."
    ).idle("with whitening: none") { options, _ in options.whitening == .none },
    .number(
      "missingEOSPenalty", 0...1e6,
      "What an answer that was cut loses after whitening. Raise it where answers run into the "
        + "limit."
    ),
  ]

  private static let updates: [OptionRule<Self>] = [
    .count(
      "minibatchSize", 1...1_000_000, "answers",
      "The most answers of one optimizer step, at most batchSize."),
    .count(
      "epochs", 1...1_000, "passes",
      "How often the answers of an iteration are gone through. More learn faster from few samples "
        + "until clipping holds them back."),
    .number(
      "clipRange", 1e-6...1e6,
      "How far a token's probability ratio may move from 1 before its gradient is cut off."),
    .number(
      "valueClipRange", 1e-6...1e6,
      "How far a value may move from the old one before its gradient is cut off."),
    .number("valueCoefficient", 0...1e6, "The factor of the critic's loss."),
    .count(
      "criticWarmup", 0...1_000_000, "iterations",
      "How many first iterations train the critic alone, so that the policy starts with usable "
        + "advantages."),
    .microBatchTokens, .precision, .trainingInterval("iterations"),
    .flag(
      "checkpointsParts",
      "Whether checkpoints of a fixed interval also fall after a rollout and each minibatch. Use "
        + "it where an iteration takes hours."
    ).idle("with checkpointInterval: 0") { options, _ in options.checkpointInterval == 0 },
  ]

  private static let stopping: [OptionRule<Self>] = [
    .limit(
      "evaluationPrompts", "prompts",
      "How many held-out prompts, drawn at random, are answered in an evaluation; with 0 there is "
        + "none and the last policy is published."),
    .count(
      "evaluationInterval", 1...1_000_000, "iterations",
      "How many iterations pass between evaluations on held-out prompts."
    ).idle(noEvaluation) { options, _ in options.evaluationPrompts == 0 },
    .count(
      "patience", 1...1_000_000, "evaluations",
      "After how many evaluations in a row without a new best training stops."
    ).idle(noEvaluation) { options, _ in options.evaluationPrompts == 0 },
    .number(
      "klBound", 1e-6...1e9, unit: "nats",
      "The mean KL divergence of an answer beyond which training stops, because the policy has "
        + "left what the reward models know."),
    .number(
      "missingEOSBound", 0...1, unit: "of the answers",
      "The share of answers that were cut beyond which training stops; 1 is never."),
  ]

  private static let noEvaluation = "with evaluationPrompts: 0"
}
