import Artifacts

extension PPOTask {
  /// What PPO measures, each iteration before its update unless the sentence says otherwise.
  static let metrics = [
    MetricDescription(
      "reward/selected", better: .higher,
      "Mean selected score before whitening: safety's where the prompt is tagged or the answer "
        + "unsafe, else helpfulness's."),
    MetricDescription("reward/selectedDeviation", "Standard deviation of the selected scores."),
    MetricDescription("reward/helpfulness", better: .higher, "Mean R_h, after the sigmoid."),
    MetricDescription("reward/safety", better: .higher, "Mean R_s, after the sigmoid."),
    MetricDescription("reward/rawHelpfulness", better: .higher, "Mean s_h, before the sigmoid."),
    MetricDescription("reward/rawSafety", better: .higher, "Mean s_s, before the sigmoid."),
    MetricDescription(
      "reward/whitened", "Mean whitened score after penalties; says nothing about progress."),
    MetricDescription("reward/whitenedDeviation", "Standard deviation of the whitened scores."),
    MetricDescription(
      "reward/belowFloor", better: .lower,
      "1 where scores are so equal that whitening magnifies noise."),
    MetricDescription("reward/judgedBySafety", "Share of answers judged by the safety model."),
    MetricDescription(
      "reward/belowThreshold", better: .lower,
      "Share of answers judged by safety because their safety is below the threshold."),
    MetricDescription(
      "kl/k1", unit: "nats", "Mean over answers of Σ log π/π₀; the KL that is trained on."),
    MetricDescription("kl/k3", unit: "nats", "The same by an estimator that is never negative."),
    MetricDescription("kl/perToken", unit: "nats", "k1 for each token."),
    MetricDescription("policy/entropy", unit: "nats", "Mean entropy of the next token."),
    MetricDescription(
      "policy/samplerGap", unit: "nats", better: .lower,
      "Mean difference between the sampler's log-probabilities and the training pass's."),
    MetricDescription("policy/loss", "Clipped surrogate loss, mean over minibatches."),
    MetricDescription("policy/clipFraction", "Share of tokens whose ratio was clipped."),
    MetricDescription("policy/clipFractionGood", "The same where the advantage is positive."),
    MetricDescription("policy/clipFractionBad", "The same where the advantage is negative."),
    MetricDescription("policy/meanRatio", "Mean ratio of new to old probability."),
    MetricDescription("policy/ratioVariance", "Variance of that ratio."),
    MetricDescription("policy/changeK3", unit: "nats", "KL of the new policy from the old, k3."),
    MetricDescription(
      "policy/firstRatioError", better: .lower,
      "How far the first minibatch's mean ratio is from 1; must be 0."),
    MetricDescription("policy/gradientNorm", "Norm of the policy's gradient before clipping."),
    MetricDescription(
      "policy/skippedSteps", better: .lower,
      "Steps of the policy left out because their gradient was not finite."),
    MetricDescription(
      "policy/published",
      "The iteration whose policy is published, 0 for the starting policy; measured at the end."),
    MetricDescription("critic/valueLoss", better: .lower, "Clipped value loss."),
    MetricDescription("critic/clipFraction", "Share of values that were clipped."),
    MetricDescription("critic/gradientNorm", "Norm of the critic's gradient before clipping."),
    MetricDescription(
      "critic/skippedSteps", better: .lower,
      "Steps of the critic left out because their gradient was not finite."),
    MetricDescription(
      "critic/explainedVariance", better: .higher,
      "1 − the variance of returns that values leave unexplained."),
    MetricDescription("text/length", unit: "tokens", "Mean length of answers."),
    MetricDescription("text/noEnd", better: .lower, "Share of answers cut at the limit."),
    MetricDescription("text/distinct", better: .higher, "Share of answers that are distinct."),
    MetricDescription("text/refusals", "Share of answers that refuse, by a list of phrases."),
    MetricDescription("gold/helpfulness", better: .higher, "Mean gold helpfulness of answers."),
    MetricDescription("gold/safety", better: .higher, "Mean gold safety of answers."),
    MetricDescription(
      "heldOut/selected", better: .higher, "Mean selected score on held-out prompts."),
    MetricDescription("heldOut/helpfulness", better: .higher, "Mean s_h on held-out prompts."),
    MetricDescription("heldOut/safety", better: .higher, "Mean s_s on held-out prompts."),
    MetricDescription("heldOut/length", unit: "tokens", "Mean length on held-out prompts."),
    MetricDescription("heldOut/k1", unit: "nats", "Mean Σ log π/π₀ on held-out prompts."),
    MetricDescription(
      "heldOut/k3", unit: "nats", "The same by an estimator that is never negative."),
    MetricDescription(
      "heldOut/noEnd", better: .lower, "Share of held-out answers cut at the limit."),
    MetricDescription(
      "heldOut/criterion", better: .higher,
      "heldOut/selected − β · heldOut/k1; the policy with the highest is published."),
    MetricDescription("heldOut/best", better: .higher, "The highest criterion so far."),
    MetricDescription(
      "heldOut/goldHelpfulness", better: .higher, "Mean gold helpfulness on held-out prompts."),
    MetricDescription(
      "heldOut/goldSafety", better: .higher, "Mean gold safety on held-out prompts."),
  ]
}
