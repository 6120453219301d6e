import Artifacts

extension LanguageTask {
  /// What next-token training measures.
  static let metrics = [
    MetricDescription(
      "train/loss", unit: "nats", better: .lower, "Mean −log p of the batch's target tokens."),
    MetricDescription(
      "heldOut/loss", unit: "nats", better: .lower,
      "Mean −log p of the target tokens of rows that are not trained on."),
    MetricDescription(
      "heldOut/perplexity", better: .lower, "e to the power of the held-out loss."),
    MetricDescription("train/gradientNorm", "Norm of the whole gradient before clipping."),
    MetricDescription("train/learningRate", "Learning rate of the step."),
    MetricDescription("train/targetTokens", unit: "tokens", "Tokens that bear loss in the batch."),
    MetricDescription("train/tokens", unit: "tokens", "All tokens of the batch."),
  ]
}
