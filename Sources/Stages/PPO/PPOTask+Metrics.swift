import Artifacts

extension PPOTask {
  /// PPO's metrics, measured each iteration before its update unless the sentence says otherwise.
  static let metrics = [
    MetricDescription(
      "reward/selected", better: .higher,
      "Mean selected score before whitening: the safety score if the prompt is tagged or the "
        + "response is unsafe, else the helpfulness score."),
    MetricDescription("reward/selectedDeviation", "Standard deviation of the selected scores."),
    MetricDescription("reward/helpfulness", better: .higher, "Mean R_h, after the sigmoid."),
    MetricDescription("reward/safety", better: .higher, "Mean R_s, after the sigmoid."),
    MetricDescription("reward/rawHelpfulness", better: .higher, "Mean s_h, before the sigmoid."),
    MetricDescription("reward/rawSafety", better: .higher, "Mean s_s, before the sigmoid."),
    MetricDescription(
      "reward/whitened", "Mean whitened score after penalties; not a measure of progress."),
    MetricDescription("reward/whitenedDeviation", "Standard deviation of the whitened scores."),
    MetricDescription(
      "reward/belowFloor", better: .lower,
      "1 if scores vary so little that whitening mostly amplifies noise."),
    MetricDescription(
      "reward/judgedBySafety",
      "Share of responses whose reward is the safety score."),
    MetricDescription(
      "reward/belowThreshold", better: .lower,
      "Share of responses rewarded by the safety score because it is below the threshold."),
    MetricDescription(
      "kl/k1", unit: "nats",
      "Mean over responses of Σ log π/π₀, the KL divergence that the penalty uses."),
    MetricDescription(
      "kl/k3", unit: "nats",
      "The same divergence by the k3 estimator, which is never negative."),
    MetricDescription("kl/perToken", unit: "nats", "KL divergence per token, by k1."),
    MetricDescription(
      "policy/entropy", unit: "nats",
      "Mean entropy of the next-token distribution."),
    MetricDescription(
      "policy/samplerGap", unit: "nats", better: .lower,
      "Mean absolute difference between log-probabilities at sampling and in the training pass."),
    MetricDescription("policy/loss", "Clipped surrogate loss, averaged over minibatches."),
    MetricDescription("policy/clipFraction", "Share of tokens whose gradient was clipped away."),
    MetricDescription(
      "policy/clipFractionGood",
      "Clip fraction among tokens with a positive advantage."),
    MetricDescription(
      "policy/clipFractionBad",
      "Clip fraction among tokens with a negative advantage."),
    MetricDescription("policy/meanRatio", "Mean probability ratio, new to old policy."),
    MetricDescription("policy/ratioVariance", "Variance of the probability ratio."),
    MetricDescription(
      "policy/changeK3", unit: "nats",
      "KL divergence of the new from the old policy, by k3."),
    MetricDescription(
      "policy/firstRatioError", better: .lower,
      "How far the first minibatch's mean ratio is from 1; must be 0."),
    MetricDescription("policy/gradientNorm", "Gradient norm of the policy before clipping."),
    MetricDescription(
      "policy/skippedSteps", better: .lower,
      "Policy updates skipped because their gradient was not finite."),
    MetricDescription(
      "policy/published",
      "The iteration whose policy is published, 0 for the initial policy; recorded at the end."),
    MetricDescription("critic/valueLoss", better: .lower, "Clipped value loss."),
    MetricDescription("critic/clipFraction", "Share of values whose gradient was clipped."),
    MetricDescription("critic/gradientNorm", "Gradient norm of the critic before clipping."),
    MetricDescription(
      "critic/skippedSteps", better: .lower,
      "Critic updates skipped because their gradient was not finite."),
    MetricDescription(
      "critic/explainedVariance", better: .higher,
      "Explained variance of the returns: 1 − mean((V − R)²) / var(R)."),
    MetricDescription("text/length", unit: "tokens", "Mean response length."),
    MetricDescription(
      "text/noEnd", better: .lower,
      "Share of responses truncated at the length limit."),
    MetricDescription("text/distinct", better: .higher, "Share of distinct responses."),
    MetricDescription("text/refusals", "Share of refusals, detected by a phrase list."),
    MetricDescription("gold/helpfulness", better: .higher, "Mean gold helpfulness of responses."),
    MetricDescription("gold/safety", better: .higher, "Mean gold safety of responses."),
    MetricDescription(
      "heldOut/selected", better: .higher, "Mean selected score on held-out prompts."),
    MetricDescription("heldOut/helpfulness", better: .higher, "Mean s_h on held-out prompts."),
    MetricDescription("heldOut/safety", better: .higher, "Mean s_s on held-out prompts."),
    MetricDescription(
      "heldOut/length", unit: "tokens",
      "Mean response length on held-out prompts."),
    MetricDescription(
      "heldOut/k1", unit: "nats",
      "KL divergence from the initial policy on "
        + "held-out prompts: mean Σ log π/π₀."),
    MetricDescription(
      "heldOut/k3", unit: "nats",
      "The same divergence by the k3 estimator, which is never negative."),
    MetricDescription(
      "heldOut/noEnd", better: .lower,
      "Share of held-out responses truncated at the length limit."),
    MetricDescription(
      "heldOut/criterion", better: .higher,
      "heldOut/selected − β · heldOut/k1; the policy that maximises it is published."),
    MetricDescription("heldOut/best", better: .higher, "The best criterion so far."),
    MetricDescription(
      "heldOut/goldHelpfulness", better: .higher, "Mean gold helpfulness on held-out prompts."),
    MetricDescription(
      "heldOut/goldSafety", better: .higher, "Mean gold safety on held-out prompts."),
  ]
}
