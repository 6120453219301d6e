import Artifacts

extension LanguageTask {
  /// The metrics of next-token training.
  static let metrics = [
    MetricDescription(
      "train/loss", unit: "nats", better: .lower,
      "Mean negative log-likelihood of the batch's target tokens."),
    MetricDescription(
      "heldOut/loss", unit: "nats", better: .lower,
      "Mean negative log-likelihood of target tokens on held-out rows."),
    MetricDescription(
      "heldOut/perplexity", better: .lower,
      "Perplexity on held-out rows: exp of the held-out loss."),
    MetricDescription("train/gradientNorm", "Global gradient norm before clipping."),
    MetricDescription("train/learningRate", "Learning rate of the step."),
    MetricDescription(
      "train/targetTokens", unit: "tokens",
      "Target tokens of the batch, those that bear loss."),
    MetricDescription(
      "train/tokens", unit: "tokens",
      "Total tokens of the batch, including those without loss."),
  ]
}
