package import Pipelines

extension PPOConfiguration {
  package static let rules: [OptionRule<Self>] =
    sampling + objective + updates + stopping
    + OptimizerConfiguration.rules.inside("optimizer", \.optimizer)
    + OptimizerConfiguration.rules.inside("criticOptimizer", \.criticOptimizer)

  private static let sampling: [OptionRule<Self>] = [
    .count(
      "iterations", 1...1_000_000, "iterations",
      "The number of rollouts, each followed by its updates. The best policy on held-out prompts "
        + "is published, so more iterations cost time but not quality."),
    .count(
      "batchSize", 1...1_000_000, "prompts",
      "The number of prompts per rollout. More make advantages less noisy and iterations slower."),
    .temperature(
      "The sampling temperature, which also divides the policy's logits in training."
    ),
    .maximumNewTokens,
  ]

  private static let objective: [OptionRule<Self>] = [
    .number(
      "klCoefficient", 0...1_000,
      "β, the weight of the KL penalty against the initial policy. Raise it if gold scores or "
        + "samples get worse while the reward rises."
    ).formerly("beta"),
    .number(
      "discount", 0...1,
      "γ, the discount of later rewards; 1 suits responses with a single score."),
    .number(
      "lambda", 0...1,
      "λ of generalised advantage estimation. Lower it to rely more on the critic, for less "
        + "variance and more bias."
    ),
    .safetyThreshold,
    .choice(
      "whitening", WhiteningMode.self,
      "How the selected scores of an iteration are normalised: to mean 0 and standard deviation 1, "
        + "to standard deviation 1 with the mean kept, or not at all."),
    .number(
      "deviationFloor", 0...1e6,
      "The standard deviation of scores below which whitening mostly amplifies noise and a metric "
        + "warns."
    ).idle("with whitening: none") { options, _ in options.whitening == .none },
    .number(
      "missingEOSPenalty", 0...1e6,
      "The penalty for a truncated response, subtracted after whitening. Raise it if responses run "
        + "into the length limit."
    ).formerly("missingEndPenalty"),
  ]

  private static let updates: [OptionRule<Self>] = [
    .count(
      "minibatchSize", 1...1_000_000, "responses",
      "The maximum number of responses per optimizer step, at most batchSize."
    ).formerly("minibatch"),
    .count(
      "epochs", 1...1_000, "passes",
      "Passes over the responses of a rollout. More learn faster from few samples until clipping "
        + "holds them back."),
    .number(
      "clipRange", 1e-6...1e6,
      "ε of the clipped surrogate: how far a token's probability ratio may move from 1 before its "
        + "gradient vanishes."
    ).formerly("clip"),
    .number(
      "valueClipRange", 1e-6...1e6,
      "How far a value may move from its rollout value before its gradient vanishes."
    ).formerly("valueClip"),
    .number("valueCoefficient", 0...1e6, "The coefficient of the value loss.").formerly(
      "valueWeight"),
    .count(
      "criticWarmup", 0...1_000_000, "iterations",
      "How many initial iterations train only the critic, so that the policy starts with usable "
        + "advantages."
    ).formerly("criticWarmUp"),
    .microBatchTokens, .precision, .trainingInterval("iterations"),
    .flag(
      "checkpointsParts",
      "Whether checkpoints at a fixed interval also follow each rollout and each minibatch. Use it "
        + "if an iteration takes hours."
    ).idle("with checkpointInterval: 0") { options, _ in options.checkpointInterval == 0 },
  ]

  private static let stopping: [OptionRule<Self>] = [
    .limit(
      "evaluationPrompts", "prompts",
      "How many held-out prompts, drawn at random, each evaluation uses; 0 disables evaluation, "
        + "and the last policy is published."),
    .count(
      "evaluationInterval", 1...1_000_000, "iterations",
      "How many iterations to run between evaluations on held-out prompts."
    ).idle(noEvaluation) { options, _ in options.evaluationPrompts == 0 },
    .count(
      "patience", 1...1_000_000, "evaluations",
      "How many consecutive evaluations without improvement stop the training."
    ).idle(noEvaluation) { options, _ in options.evaluationPrompts == 0 },
    .number(
      "klBound", 1e-6...1e9, unit: "nats",
      "The mean KL divergence per response above which training stops, because the policy has left "
        + "the distribution that the reward models know."
    ).formerly("divergenceBound"),
    .number(
      "missingEOSBound", 0...1, unit: "of the responses",
      "The share of truncated responses above which training stops; 1 is never."
    ).formerly("missingEndBound"),
  ]

  private static let noEvaluation = "with evaluationPrompts: 0"
}
