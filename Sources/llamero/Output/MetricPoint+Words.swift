import Artifacts

extension MetricPoint {
  /// The metric as a person reads it: "train/loss 2.31".
  var words: String { "\(name) \(ProgressText.value(value))" }
}
