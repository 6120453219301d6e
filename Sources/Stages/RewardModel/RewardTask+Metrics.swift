import Artifacts

extension RewardTask {
  /// The metrics of reward-model training.
  static let metrics = [
    MetricDescription(
      "heldOut/accuracy", unit: MetricDescription.share, better: .higher,
      "Share of held-out pairs whose chosen answer scores higher; a tie counts one half."),
    MetricDescription(
      "heldOut/rankingLoss", unit: "nats", better: .lower,
      "Mean −log σ(s_chosen − s_rejected) on held-out pairs, without a margin."),
    MetricDescription("heldOut/count", unit: "pairs", "The number of held-out pairs."),
    MetricDescription(
      "train/rankingLoss", unit: "nats", better: .lower,
      "Mean −log σ(s_chosen − s_rejected − margin) of the batch."),
    MetricDescription(
      "train/safetyLoss", unit: "nats", better: .lower,
      "The safety auxiliary loss of the batch, times its weight."),
    MetricDescription(
      "train/accuracy", unit: MetricDescription.share, better: .higher,
      "Share of the batch's pairs whose chosen answer scores higher, before the step."),
    MetricDescription("train/gradientNorm", "Global gradient norm before clipping."),
    MetricDescription("train/learningRate", "Learning rate of the step."),
  ]
}
