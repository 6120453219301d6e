/// The ranking loss of a reward model, `L = −log σ(s_c − s_r − m)`, a mean over pairs.
///
/// Llama 2, equation 2, on raw scores: a margin of 3 means nothing on probabilities. The model of
/// paired comparisons is Bradley and Terry's (1952).
package enum BradleyTerry {
  /// Returns the mean loss and its gradients, `∂L/∂s_c = −σ(−(s_c − s_r − m)) / n = −∂L/∂s_r`.
  ///
  /// - Parameter totalPairs: the pairs of the whole optimizer batch when these are a part of it.
  package static func value(
    chosen: [Float], rejected: [Float], margins: [Float], totalPairs: Int? = nil
  ) -> PairObjectiveValue {
    let count = chosen.count
    precondition(
      rejected.count == count && margins.count == count,
      "ranking loss of \(count) chosen, \(rejected.count) rejected, \(margins.count) margins")
    let total = Double(totalPairs ?? count)
    precondition(total > 0, "the ranking loss needs at least one pair")
    let gaps = (0..<count).map { Double(chosen[$0]) - Double(rejected[$0]) - Double(margins[$0]) }
    let terms = gaps.map { Logistic.softplus(-$0) }
    let slopes = gaps.map { Float(Logistic.sigmoid(-$0) / total) }
    return PairObjectiveValue(
      value: terms.reduce(0, +) / total, terms: terms,
      chosenGradient: slopes.map { -$0 }, rejectedGradient: slopes)
  }
}
