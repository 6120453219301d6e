/// The cross-entropy of the answer tokens, `L = −(1/|A|) Σ_{t∈A} log p(x_t | x_<t)`.
///
/// Llama 2, §3.1: autoregressive cross-entropy that is zero on prompt tokens. A weight of 0 takes
/// a position out of the loss. The sum runs over all answer tokens of the optimizer batch and is
/// divided by their total weight, so a long answer counts for as much as it has tokens and
/// gradient accumulation does not change the result.
package enum AnswerCrossEntropy {
  /// Returns the weighted mean of `−log p` and its gradient per position.
  ///
  /// - Parameter totalWeight: the weight of the whole optimizer batch when `weights` is only one
  ///   part of it; the parts then add up to the loss of the batch.
  package static func value(
    logProbabilities: [Float], weights: [Float], totalWeight: Double? = nil
  ) -> ObjectiveValue {
    precondition(
      logProbabilities.count == weights.count,
      "cross-entropy of \(logProbabilities.count) positions got \(weights.count) weights")
    let total = totalWeight ?? weights.reduce(0) { $0 + Double($1) }
    precondition(total > 0, "cross-entropy needs at least one answer position with a weight")
    var sum = 0.0
    for (logProbability, weight) in zip(logProbabilities, weights) where weight != 0 {
      sum -= Double(weight) * Double(logProbability)
    }
    return ObjectiveValue(value: sum / total, gradient: weights.map { Float(-Double($0) / total) })
  }
}
