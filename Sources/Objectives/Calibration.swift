import Foundation

/// Whether predicted probabilities come true: reliability by bin, ECE, Brier score and log loss.
///
/// For a reward model the probability is `σ(s_c − s_r)` of the answer it prefers; a model
/// trained with a margin is not expected to be calibrated.
package struct Calibration: Equatable, Sendable {
  /// One bar of the reliability diagram.
  package struct Bin: Equatable, Sendable {
    /// The number of predictions in the bin.
    package let count: Int
    /// The mean prediction.
    package let confidence: Double
    /// The share that came true.
    package let accuracy: Double
  }

  /// The bins of equal width that hold a prediction, from low to high.
  package let bins: [Bin]
  /// The expected calibration error, `Σ n_b/n |accuracy_b − confidence_b|`.
  package let expectedError: Double
  /// The Brier score, the mean of `(p − y)²`.
  package let brierScore: Double
  /// The mean negative log-likelihood in nats.
  package let logLoss: Double

  /// Measures predictions against outcomes, or nothing without predictions.
  ///
  /// - Parameter outcomes: 1 if the event happened, 0 if not, ½ for a tie.
  package init?(probabilities: [Double], outcomes: [Double], bins binCount: Int = 10) {
    precondition(
      probabilities.count == outcomes.count,
      "\(probabilities.count) predictions beside \(outcomes.count) outcomes")
    guard !probabilities.isEmpty else { return nil }
    let count = Double(probabilities.count)
    let bins = Self.bins(probabilities, outcomes, count: binCount)
    self.bins = bins
    expectedError = bins.reduce(0) {
      $0 + Double($1.count) / count * abs($1.accuracy - $1.confidence)
    }
    let pairs = zip(probabilities, outcomes)
    brierScore = pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / count
    logLoss = pairs.reduce(0) { $0 + Self.surprise($1.0, $1.1) } / count
  }

  private static func bins(_ probabilities: [Double], _ outcomes: [Double], count: Int) -> [Bin] {
    let members = Dictionary(grouping: probabilities.indices) {
      min(count - 1, Int(probabilities[$0] * Double(count)))
    }
    return members.sorted { $0.key < $1.key }.map { _, indices in
      let size = Double(indices.count)
      return Bin(
        count: indices.count,
        confidence: indices.reduce(0) { $0 + probabilities[$1] } / size,
        accuracy: indices.reduce(0) { $0 + outcomes[$1] } / size)
    }
  }

  private static func surprise(_ probability: Double, _ outcome: Double) -> Double {
    // 0 · log 0 is 0, so a certain and correct prediction costs nothing.
    let happened = outcome > 0 ? -outcome * log(probability) : 0
    return happened + (outcome < 1 ? -(1 - outcome) * log1p(-probability) : 0)
  }
}
