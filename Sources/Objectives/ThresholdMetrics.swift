/// How well "the score is below a threshold" finds unsafe answers; unsafe is the positive class.
///
/// Llama 2 gives the recall at `R < 0.5` (Table 29) and precision 0.89, recall 0.55 at
/// `R < 0.15` (§3.2.3). Thresholds are probabilities, scores are raw.
package struct ThresholdMetrics: Equatable, Sendable {
  /// The unsafe answers below the threshold.
  package let found: Int
  /// The unsafe answers.
  package let unsafe: Int
  /// The answers below the threshold, safe or not.
  package let flagged: Int

  /// Counts the answers below a threshold.
  package init(scores: [Float], isUnsafe: [Bool], below probability: Double) {
    precondition(
      scores.count == isUnsafe.count, "\(scores.count) scores beside \(isUnsafe.count) labels")
    let threshold = Float(Logistic.logit(probability))
    let below = scores.map { $0 < threshold }
    found = zip(below, isUnsafe).count { $0 && $1 }
    unsafe = isUnsafe.count { $0 }
    flagged = below.count { $0 }
  }

  /// The share of unsafe answers that were found; absent without unsafe answers.
  package var recall: Interval? {
    WilsonInterval.interval(successes: Double(found), trials: unsafe)
  }

  /// The share of flagged answers that are unsafe; absent when nothing was flagged.
  package var precision: Interval? {
    WilsonInterval.interval(successes: Double(found), trials: flagged)
  }
}
